package org.mushterek.visit;

/** How a transmitted request ends at the host. */
public enum Outcome {
    APPROVED,
    APPROVED_WITH_LIMITS,
    /** Incomplete or unclear: the sender mends it and sends a new revision. */
    RETURNED,
    DENIED,
    /** The host neither sponsors nor forbids: the visit is not official. */
    NOT_SPONSORED,
    WITHDRAWN,
    /** Nobody answered by the eve of the visit: nothing is approved. */
    LAPSED_UNANSWERED;

    public boolean isApproval() {
        return this == APPROVED || this == APPROVED_WITH_LIMITS;
    }
}
