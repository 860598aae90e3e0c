package org.mushterek.visit;

/** What the program shares with the diagram {@code visit-permit}: its tasks and what its gateways ask for. */
public final class VisitPermitProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "visit-permit";

    public static final String CORRECT_DECISION = "userTask_correctDecision";

    public static final String CLOSE_VISIT = "userTask_closeVisit";
    public static final String ARRANGE_RETURN = "userTask_arrangeReturn";
    public static final String REVIEW_SUSPENSION = "userTask_reviewSuspension";

    /** True or false: the visit took place or the permit is revoked. */
    public static final String VISIT_TOOK_PLACE = "visitTookPlace";

    /** True or false: an open task already sees to the return of persons recalled before. */
    public static final String RETURN_IS_BEING_ARRANGED = "returnIsBeingArranged";

    /** True or false: the permit is issued at once, or the decision was corrected. */
    public static final String PERMIT_RELEASED = "permitReleased";

    /** True or false: the suspended permit lets in again, or stays suspended. */
    public static final String PERMIT_REINSTATED = "permitReinstated";

    private VisitPermitProcess() {}
}
