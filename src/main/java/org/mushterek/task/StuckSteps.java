package org.mushterek.task;

import java.util.List;
import java.util.Set;
import org.mushterek.security.Account;

/** The steps at which the program has given up for now. */
public interface StuckSteps {

    /** Those of the account's side and of what it shares, in these processes, the longest stuck first; at most {@code limit}. */
    List<StuckStep> ofSide(Account account, Set<String> processes, int limit);

    /** Those of all sides, the longest stuck first; at most {@code limit}. */
    List<StuckStep> ofAll(int limit);

    /** How many there are of all sides. */
    long count();

    /**
     * Lets the program try once more, at once, and records who wanted it.
     *
     * @param id of a step that {@link #ofSide} lists for the account
     * @throws org.mushterek.common.Refusal FORBIDDEN for who only reads, NOT_FOUND where no such step is stuck
     */
    void tryAgain(Account account, Set<String> processes, String id);

    /** Lets the program try once more; nothing happens where somebody else has let it meanwhile. */
    void tryAgain(StuckStep step);
}
