package org.mushterek.calendar;

/** What the program shares with the diagram {@code calendar-decree}: its tasks, messages and what its gateways ask for. */
public final class CalendarDecreeProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "calendar-decree";

    public static final String RECORD_DECREE = "userTask_recordDecree";
    public static final String CONFIRM_DECREE = "userTask_confirmDecree";

    /** True where a decree was recorded, false where its draft was discarded. */
    public static final String DECREE_RECORDED = "decreeRecorded";

    /** True where the second officer has confirmed, false where the decree goes back. */
    public static final String DECREE_CONFIRMED = "decreeConfirmed";

    /** True when no due date is left to move. */
    public static final String DUE_DATES_MOVED = "dueDatesMoved";

    /** Starts at the second officer: the decree came whole from elsewhere. */
    public static final String DECREE_RECEIVED = "calendar.decreeReceived";

    /** Ends the process from wherever it waits. */
    public static final String DECREE_DISCARDED = "calendar.decreeDiscarded";

    private CalendarDecreeProcess() {}
}
