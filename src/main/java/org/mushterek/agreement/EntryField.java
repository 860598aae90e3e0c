package org.mushterek.agreement;

import org.mushterek.common.Message;

/** What a legal officer can enter of an instrument. */
public enum EntryField {
    /** Day, {@code yyyy-MM-dd}. */
    SIGNED_ON,
    /** Day on which the party named in the entry completed its approval. */
    APPROVED_ON,
    /** Day. */
    ENTERED_INTO_FORCE,
    /** ISO period, {@code P1Y}. */
    TERM,
    /** A name of {@link Instrument.Renewal}. */
    RENEWAL,
    /** Calendar days. */
    NOTICE_DAYS,
    /** Day on which the party named in the entry gave notice. */
    NOTICE_GIVEN,
    /** Last day in force. */
    TERMINATED_ON;

    /** Whether an entry must name the party that it is about. */
    public boolean needsParty() {
        return this == APPROVED_ON || this == NOTICE_GIVEN;
    }

    public Message text() {
        return Message.of("instrument.field." + name());
    }
}
