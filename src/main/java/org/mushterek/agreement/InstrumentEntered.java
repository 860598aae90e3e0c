package org.mushterek.agreement;

/** Something was entered of an instrument, so that its terms may have changed; published in the entry's transaction. */
record InstrumentEntered(String code, String side) {}
