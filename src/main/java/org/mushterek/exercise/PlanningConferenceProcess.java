package org.mushterek.exercise;

/** What the program shares with the diagram {@code planning-conference}, which {@code exercise-planning} calls for each stage. */
public final class PlanningConferenceProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "planning-conference";

    public static final String INVITE_PARTIES = "userTask_inviteParties";
    public static final String DECIDE_CONFERENCE_WAIVER = "userTask_decideConferenceWaiver";
    public static final String RECORD_MINUTES = "userTask_recordMinutes";
    public static final String CONFIRM_MINUTES = "userTask_confirmMinutes";

    /** The tenant of the side that hosts. */
    public static final String HOST = "host";

    /** The tenant of the side that a task of every party is about. */
    public static final String PARTY = "party";

    /** True where the host asks to do without the conference. */
    public static final String CONFERENCE_WAIVER_ASKED = "conferenceWaiverAsked";

    /** True as soon as one party refuses that. */
    public static final String CONFERENCE_WAIVER_REFUSED = "conferenceWaiverRefused";

    /** True where the conference was held and its minutes are recorded. */
    public static final String CONFERENCE_HELD = "conferenceHeld";

    /** True as soon as one party does not confirm the minutes. */
    public static final String MINUTES_REFUSED = "minutesRefused";

    /** STARTEX has moved after the invitation: the parties are invited anew. */
    public static final String STARTEX_MOVED = "exercise.startexMoved";

    private PlanningConferenceProcess() {}
}
