package org.mushterek.visit;

/** Where a transmitted request stands at the host. */
public enum HostState {
    RECEIVED,
    AT_DESKS,
    DECISION,
    /** The sending side has a question to answer; the deadline pauses. */
    QUESTION,
    ANSWERED,
    WITHDRAWN,
    LAPSED_UNANSWERED;

    public boolean isOpen() {
        return this == RECEIVED || this == AT_DESKS || this == DECISION || this == QUESTION;
    }
}
