package org.mushterek.afteraction;

import org.mushterek.common.Message;

/** What a lesson changes: DOTMLPF-P with interoperability. */
public enum Tag {
    DOCTRINE,
    ORGANISATION,
    TRAINING,
    MATERIEL,
    LEADERSHIP,
    PERSONNEL,
    FACILITIES,
    POLICY,
    INTEROPERABILITY;

    public Message text() {
        return Message.of("ui.afteraction.tag." + name());
    }
}
