package org.mushterek.afteraction;

/** What the program shares with the diagram {@code after-action-report}: its tasks, messages and what its gateways ask for. */
public final class AfterActionReportProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "after-action-report";

    public static final String RECORD_HOT_WASH = "userTask_recordHotWash";
    public static final String RECORD_OBSERVATIONS = "userTask_recordObservations";
    public static final String PREPARE_FIRST_REPORT = "userTask_prepareFirstReport";
    public static final String SIGN_FIRST_REPORT = "userTask_signFirstReport";
    public static final String RECORD_MEETING = "userTask_recordMeeting";
    public static final String SETTLE_RECOMMENDATIONS = "userTask_settleRecommendations";
    public static final String PREPARE_FINAL_REPORT = "userTask_prepareFinalReport";
    public static final String SIGN_FINAL_REPORT = "userTask_signFinalReport";

    /** The tenant of the host, whose lessons officers write the reports. */
    public static final String OPENER = "opener";

    /** The tenant of the side that a task of every party is for. */
    public static final String PARTY = "party";

    /** True as soon as one party has given the report back. */
    public static final String REPORT_RETURNED = "reportReturned";

    /** Starts the process: the host has recorded ENDEX. */
    public static final String EXERCISE_ENDED = "afteraction.exerciseEnded";

    /** Ends the process: ENDEX was recorded by mistake. */
    public static final String ENDEX_TAKEN_BACK = "afteraction.endexTakenBack";

    private AfterActionReportProcess() {}
}
