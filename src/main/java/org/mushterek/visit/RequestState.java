package org.mushterek.visit;

/** Where a request stands for its sending side. */
public enum RequestState {
    PREPARATION,
    /** An authority of the own side decides whether to waive what the rules forbid. */
    WAIVER,
    CERTIFICATION,
    ENDORSEMENT,
    TRANSMISSION,
    AT_HOST,
    /** The host has asked something. */
    QUESTION,
    /** Sent back, by the own side or by the host. */
    CORRECTION,
    /** Approved; the permit is on its way or here. */
    APPROVED,
    DENIED,
    NOT_SPONSORED,
    WITHDRAWN,
    LAPSED_UNANSWERED;

    /** Whether the sending side may still change the request's content. */
    public boolean isEditable() {
        return this == PREPARATION || this == CORRECTION;
    }

    /** Whether an officer of its own side has to go on with it: nothing ends it but what that side does. */
    public boolean waitsForOwnSide() {
        return isEditable() || this == WAIVER || this == CERTIFICATION || this == ENDORSEMENT;
    }

    public boolean isClosed() {
        return this == APPROVED
                || this == DENIED
                || this == NOT_SPONSORED
                || this == WITHDRAWN
                || this == LAPSED_UNANSWERED;
    }

    /** Whether the host holds a revision of it that it has not answered. */
    public boolean isWithHost() {
        return this == AT_HOST || this == QUESTION;
    }
}
