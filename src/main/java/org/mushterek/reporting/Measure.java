package org.mushterek.reporting;

/** What is counted or timed. Each is defined in words at {@code report.figure.<NAME>}. */
public enum Measure {
    OPENED(true),
    /** What was answered for correction came back to the host. */
    REOPENED(true),
    /** By how it ended. */
    CLOSED(true),
    /** A revision was answered; by outcome. */
    DECIDED(true),
    /** Working time from receipt to answer, of both sides together. */
    LEAD(false),
    /** The part of it that the side held which asked. */
    LEAD_SENDING(false),
    /** The part of it that the side held which answers. */
    LEAD_HOST(false),
    IN_TIME(true),
    LATE(true),
    /** A first submission that was answered without having come back. */
    FIRST_RIGHT(true),
    FIRST_WRONG(true),
    /** A rule stopped a case; by rule. */
    RULE(true),
    /** A case was sent back; by who did. */
    RETURNED(true),
    /** Why an answer was no plain yes; by coded reason. */
    REASON(true),
    /** A step was done, in working time from when it was opened; by process, step and role. */
    STEP(false),
    /** A step was done after it was due. */
    STEP_LATE(false),
    /** A drill came on a plan that is in force; by range. */
    DRILL_PLANNED(false),
    /** A drill was conducted to its end; by range. */
    DRILL_DONE(false),
    /** A drill was cancelled; by range. */
    DRILL_CANCELLED(false);

    private final boolean opensCases;

    Measure(boolean opensCases) {
        this.opensCases = opensCases;
    }

    /** Whether the cases behind it can be listed. */
    public boolean opensCases() {
        return opensCases;
    }
}
