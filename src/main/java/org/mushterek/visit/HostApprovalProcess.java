package org.mushterek.visit;

/** What the program shares with the diagram {@code host-approval}: its tasks and what its gateways ask for. */
public final class HostApprovalProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "host-approval";

    public static final String REVIEW_AT_DESK = "userTask_reviewAtDesk";
    public static final String DECIDE_REQUEST = "userTask_decideRequest";

    /** Group of the desk that a review belongs to ({@code aze-range}). */
    public static final String DESK = "desk";

    /** {@code QUESTION} or {@code ANSWER}: what the authority gave. */
    public static final String HOST_DECISION = "hostDecision";

    /** True or false: what the rules say of the decision. */
    public static final String DECISION_IS_LAWFUL = "decisionIsLawful";

    /** {@code APPROVED}, {@code RETURNED} or {@code REFUSED}, as it goes to the sending side. */
    public static final String HOST_ANSWER = "hostAnswer";

    private HostApprovalProcess() {}
}
