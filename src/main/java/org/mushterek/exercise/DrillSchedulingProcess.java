package org.mushterek.exercise;

/** What the program shares with the diagram {@code drill-scheduling}: its tasks, messages and what its gateways ask for. */
public final class DrillSchedulingProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "drill-scheduling";

    public static final String PLAN_DRILLS = "userTask_planDrills";
    public static final String DECIDE_OVERRIDE = "userTask_decideOverride";
    public static final String CONFIRM_BOOKINGS = "userTask_confirmBookings";
    public static final String ACCEPT_PLAN = "userTask_acceptPlan";

    public static final String RECORD_DRILLS = "userTask_recordDrills";

    /** The tenant of the host, who leads. */
    public static final String OPENER = "opener";

    /** The tenant of the side that a task of every party is about. */
    public static final String PARTY = "party";

    /** The office of the host that a confirmation of bookings is about ({@code LEGAL}). */
    public static final String OFFICE = "office";

    /** True where a plan was published, false where the scheduling was given up. */
    public static final String PLAN_PUBLISHED = "planPublished";

    /** True where the published plan keeps every rule. */
    public static final String PLAN_LAWFUL = "planLawful";

    /** True where the plan uses a range in a period in which it is closed. */
    public static final String PERIOD_OVERRIDDEN = "periodOverridden";

    /** True where the commander allows that. */
    public static final String OVERRIDE_APPROVED = "overrideApproved";

    /** True where the office that has just answered confirms every booking. */
    public static final String BOOKINGS_CONFIRMED = "bookingsConfirmed";

    /** True as soon as one party declines the plan. */
    public static final String PLAN_DECLINED = "planDeclined";

    /** True where every drill of the plan is finished or cancelled. */
    public static final String DRILLS_CLOSED = "drillsClosed";

    /** Leads from a plan in force back to planning: a range was closed, the exercise moved, or the host asked for it. */
    public static final String CHANGE_REPORTED = "exercise.changeReported";

    /** Ends the process from wherever it waits. */
    public static final String SCHEDULING_DISCARDED = "exercise.schedulingDiscarded";

    private DrillSchedulingProcess() {}
}
