package org.mushterek.exercise;

/** What the program shares with the diagram {@code exercise-planning}: its tasks, messages and what its gateways ask for. */
public final class ExercisePlanningProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "exercise-planning";

    public static final String CHOOSE_EXERCISE = "userTask_chooseExercise";
    public static final String DECIDE_OUT_OF_PLAN = "userTask_decideOutOfPlan";
    public static final String PREPARE_PRODUCT = "userTask_prepareProduct";
    public static final String DECIDE_PRODUCT = "userTask_decideProduct";
    public static final String DECLARE_HEALTH = "userTask_declareHealth";
    public static final String REVIEW_READINESS = "userTask_reviewReadiness";
    public static final String DECIDE_GATE_WAIVERS = "userTask_decideGateWaivers";
    public static final String REVISE_PRODUCT = "userTask_reviseProduct";
    public static final String DECIDE_REVISION = "userTask_decideRevision";
    public static final String CONFIRM_READINESS = "userTask_confirmReadiness";
    public static final String RECORD_GATE_PROTOCOL = "userTask_recordGateProtocol";
    public static final String CONFIRM_GATE_PROTOCOL = "userTask_confirmGateProtocol";

    /** The tenant of the side that hosts. */
    public static final String HOST = "host";

    /** The tenant of the side that a task of every party is about. */
    public static final String PARTY = "party";

    /** The stage at hand: {@code CDE}, {@code IPC}, {@code MPC} or {@code FPC}. */
    public static final String STAGE = "stage";

    /** The product at hand ({@code MEDICAL_PLAN}). */
    public static final String PRODUCT = "product";

    /** True where the exercise that the host has chosen is planned here. */
    public static final String EXERCISE_CHOSEN = "exerciseChosen";

    /** True where the exercise that the host has chosen was prepared outside, and its gate held there. */
    public static final String HELD_OUTSIDE = "heldOutside";

    /** True where the exercise stands on an agreed line of the yearly plan. */
    public static final String PLANNED = "planned";

    /** True as soon as one party refuses an exercise that is out of plan. */
    public static final String OUT_OF_PLAN_REFUSED = "outOfPlanRefused";

    /** True where the party that has just answered refuses the product, or the protocol of a gate that was held outside. */
    public static final String PRODUCT_REFUSED = "productRefused";

    /** True where nothing of the gate is red. */
    public static final String GATE_PASSES = "gatePasses";

    /** True where a product is revised at the gate. */
    public static final String REVISION_ASKED = "revisionAsked";

    /** True where waivers are asked for at the gate. */
    public static final String WAIVER_ASKED = "waiverAsked";

    /** True where the medical officers are asked again. */
    public static final String HEALTH_ASKED = "healthAsked";

    /** True as soon as one party does not confirm the gate. */
    public static final String READINESS_REFUSED = "readinessRefused";

    /** Starts with the exercise known: it was asked for by REST. */
    public static final String PLANNING_REQUESTED = "exercise.planningRequested";

    /** Starts with the protocol of a gate that was held outside: it was brought by REST. */
    public static final String PROTOCOL_RECORDED = "exercise.protocolRecorded";

    /** STARTEX has moved: what was confirmed for the old one is asked anew. */
    public static final String STARTEX_MOVED = "exercise.startexMoved";

    /** Ends the planning wherever it stands. */
    public static final String PLANNING_CANCELLED = "exercise.planningCancelled";

    private ExercisePlanningProcess() {}
}
