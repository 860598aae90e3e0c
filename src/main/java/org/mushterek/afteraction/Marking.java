package org.mushterek.afteraction;

import org.mushterek.common.Message;

/** The protective marking of what is written, the lower first; papers bear the highest of what stands in them. */
public enum Marking {
    UNCLASSIFIED,
    RESTRICTED,
    CONFIDENTIAL,
    SECRET,
    TOP_SECRET;

    public Message text() {
        return Message.of("ui." + name());
    }
}
