package org.mushterek.task;

import java.util.Set;

/**
 * Steps of officers in which nothing needs to be done: they show how something goes on, and open a way to stop it. They are no
 * news, nobody is reminded of them, and they are not among what waits for an officer. That one is late is escalated as of any
 * other step.
 */
public final class FollowingSteps {

    /** Where a request is in the hands of another side. */
    private static final String REQUEST_AT_HOST = "userTask_followRequest";

    /** Nobody but the host can end a permitted visit early; left alone, its permit ends with its last day. */
    private static final String PERMITTED_VISIT = "userTask_closeVisit";

    /** Its author may correct an approval as long as it stands open; left alone, the permit is issued when the time is over. */
    private static final String TIME_TO_CORRECT = "userTask_correctDecision";

    private static final Set<String> ALL = Set.of(REQUEST_AT_HOST, PERMITTED_VISIT, TIME_TO_CORRECT);

    private FollowingSteps() {}

    public static Set<String> all() {
        return ALL;
    }

    public static boolean contains(String step) {
        return ALL.contains(step);
    }

    /** Whether nobody can be late with it: its time is there to be used or not, and the case goes on by itself when it is over. */
    public static boolean isNeverLate(String step) {
        return step.equals(TIME_TO_CORRECT);
    }

    /**
     * Whether it follows what another side has in hand. Its case waits for that side alone, while a permitted visit stays with the
     * side that is its host.
     */
    public static boolean followsOtherSide(String step) {
        return step.equals(REQUEST_AT_HOST);
    }
}
