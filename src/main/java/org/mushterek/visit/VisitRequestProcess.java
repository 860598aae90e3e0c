package org.mushterek.visit;

/** What the program shares with the diagram {@code visit-request}: its tasks and what its gateways ask for. */
public final class VisitRequestProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "visit-request";

    public static final String PREPARE_REQUEST = "userTask_prepareRequest";
    public static final String CORRECT_REQUEST = "userTask_correctRequest";
    public static final String DECIDE_WAIVER = "userTask_decideWaiver";
    public static final String CERTIFY_ROSTER = "userTask_certifyRoster";
    public static final String ENDORSE_REQUEST = "userTask_endorseRequest";
    public static final String FOLLOW_REQUEST = "userTask_followRequest";
    public static final String ANSWER_QUESTION = "userTask_answerQuestion";

    /** True or false: the planner submitted the request or gave it up. */
    public static final String REQUEST_SUBMITTED = "requestSubmitted";

    /** True or false: what the rules say at submission. */
    public static final String REQUEST_IS_LAWFUL = "requestIsLawful";

    /** True or false: whether only waivers are wanting. */
    public static final String REQUEST_NEEDS_WAIVER = "requestNeedsWaiver";

    /** True or false: what the security officer answered. */
    public static final String ROSTER_CERTIFIED = "rosterCertified";

    /** True or false: what the authority answered. */
    public static final String REQUEST_ENDORSED = "requestEndorsed";

    /** True or false: what the rules say before transmission. */
    public static final String TRANSMISSION_IS_LAWFUL = "transmissionIsLawful";

    /** {@code APPROVED}, {@code RETURNED} or {@code REFUSED}, as it came from the host. */
    public static final String HOST_ANSWER = "hostAnswer";

    /** True or false: whether a withdrawal has to be told to the host. */
    public static final String HOST_HAS_REQUEST = "hostHasRequest";

    /** The own side takes the request back from wherever it waits. */
    public static final String WITHDRAWAL_ORDERED = "visit.withdrawalOrdered";

    private VisitRequestProcess() {}
}
