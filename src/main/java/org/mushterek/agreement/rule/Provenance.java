package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** Whose word a clause, a requirement or a number is. A house default is never shown as the memorandum's word. */
public enum Provenance {
    /** Only what the press reports of the bill say of the memorandum. */
    MEMORANDUM,
    /** A law or a published rule of one of the states. */
    NATIONAL_LAW,
    /** Agreements and forms of the same kind between other states. */
    COMPARABLE,
    /** This product's own demand. */
    HOUSE;

    public Message text() {
        return Message.of("provenance." + name());
    }
}
