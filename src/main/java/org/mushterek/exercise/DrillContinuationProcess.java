package org.mushterek.exercise;

/** What the program shares with the diagram {@code drill-continuation}: its task, messages and what its gateway asks for. */
public final class DrillContinuationProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "drill-continuation";

    public static final String DECIDE_CONTINUATION = "userTask_decideContinuation";

    /** The tenant of the side that a task of every party is about. */
    public static final String PARTY = "party";

    /** True as soon as one party refuses. */
    public static final String CONTINUATION_REFUSED = "continuationRefused";

    /** Starts the process. */
    public static final String RISK_RISEN = "exercise.riskRisen";

    /** Ends it from wherever it waits: the risk is lower again, is asked about anew, or the drill was cancelled. */
    public static final String RISK_SETTLED = "exercise.riskSettled";

    private DrillContinuationProcess() {}
}
