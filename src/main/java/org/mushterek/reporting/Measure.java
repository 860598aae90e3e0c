package org.mushterek.reporting;

/** What is counted or timed. Each is defined in words at {@code report.figure.<NAME>}. */
public enum Measure {
    OPENED(Cases.MARKED),
    /** What was answered for correction came back to the host. */
    REOPENED(Cases.MARKED),
    /** By how it ended. */
    CLOSED(Cases.MARKED),
    /** A revision was answered; by outcome. */
    DECIDED(Cases.MARKED),
    /** Working time from receipt to answer, of both sides together. */
    LEAD(Cases.OF_ANOTHER),
    /** The part of it that the side held which asked. */
    LEAD_SENDING(Cases.OF_ANOTHER),
    /** The part of it that the side held which answers. */
    LEAD_HOST(Cases.OF_ANOTHER),
    IN_TIME(Cases.MARKED),
    LATE(Cases.MARKED),
    /** A first submission that was answered without having come back. */
    FIRST_RIGHT(Cases.MARKED),
    FIRST_WRONG(Cases.MARKED),
    /** A rule stopped a case; by rule. */
    RULE(Cases.MARKED),
    /** A case was sent back; by who did. */
    RETURNED(Cases.MARKED),
    /** Why an answer was no plain yes; by coded reason. */
    REASON(Cases.MARKED),
    /** A step was done, in working time from when it was opened; by process, step and role. */
    STEP(Cases.MARKED),
    /** A step was done after it was due. */
    STEP_LATE(Cases.MARKED),
    /** A drill came on a plan that is in force; by range. */
    DRILL_PLANNED(Cases.MARKED),
    /** A drill was conducted to its end; by range. */
    DRILL_DONE(Cases.MARKED),
    /** A drill was cancelled; by range. */
    DRILL_CANCELLED(Cases.MARKED),
    /** Open at the end of the period; made of what was opened and closed, and not counted by itself. */
    OPEN(Cases.FOUND),
    /** Overdue at this moment; by the roles at whose desk it waits. Read of the cases, whatever the period. */
    OVERDUE(Cases.FOUND),
    /** Open at this moment; by state. Read of the cases, whatever the period. */
    STATE(Cases.FOUND);

    /** How the cases behind it are found. */
    private enum Cases {
        /** Each is marked once it was counted. */
        MARKED,
        /** They are found by how they stand, or have stood. */
        FOUND,
        /** They stand behind what is counted with it. */
        OF_ANOTHER
    }

    private final Cases cases;

    Measure(Cases cases) {
        this.cases = cases;
    }

    /** Whether the cases behind it can be listed. */
    public boolean opensCases() {
        return cases != Cases.OF_ANOTHER;
    }

    /** Whether each case behind it is marked once it was counted. */
    boolean isMarked() {
        return cases == Cases.MARKED;
    }
}
