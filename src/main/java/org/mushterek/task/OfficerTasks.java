package org.mushterek.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;

/** The open tasks, and the only way to complete one. An account sees the tasks it holds and those of its groups. */
public interface OfficerTasks {

    /** The open tasks of this account and its groups, most urgent first, from {@code offset}, at most {@code limit}. */
    List<OfficerTask> visibleTo(Account account, @Nullable String caseNumber, int offset, int limit);

    long countVisibleTo(Account account, @Nullable String caseNumber);

    /**
     * The open tasks of this account and its groups in which something is to be done: what is late, then what is due next, then
     * what is never due. Not those that only follow ({@link FollowingSteps}), as in all that is counted beside it.
     */
    List<OfficerTask> byDueDate(Account account, int limit);

    /** How many there are of {@link #byDueDate}. */
    long countToDo(Account account);

    /** How many of {@link #byDueDate} are late. */
    long countLate(Account account, Instant now);

    /** What of these processes is late at the account's side, whoever has to do it, the longest first; at most {@code limit}. */
    List<OfficerTask> lateAtSide(Account account, Set<String> processes, Instant now, int limit);

    /** How many there are of {@link #lateAtSide}. */
    long countLateAtSide(Account account, Set<String> processes, Instant now);

    /**
     * What waits for another party of cases that the account's side shares: the open tasks of these steps of these processes
     * whose groups are another side's, the first due first; at most {@code limit}. Who of that side holds one is not for the
     * account to know.
     */
    List<OfficerTask> awaitedOfOthers(Account account, Set<String> processes, Set<String> steps, int limit);

    /** How many there are of {@link #awaitedOfOthers}. */
    long countAwaitedOfOthers(Account account, Set<String> processes, Set<String> steps);

    Optional<OfficerTask> find(Account account, String taskId);

    /** Takes the task; refused where somebody else holds it. */
    void claim(Account account, String taskId);

    /** Gives the task back to its groups. */
    void unclaim(Account account, String taskId);

    /**
     * Completes the task with the answer that the account has saved as its draft.
     *
     * @throws org.mushterek.common.Refusal with everything that stands against it; then nothing has changed
     */
    void complete(Account account, String taskId);

    /** All open tasks of these cases on one side, whoever may see them, in one query. */
    List<OfficerTask> ofCases(List<String> caseNumbers, String side);

    /** All open tasks of a case on one side, whoever may see them: for showing where a case stands. */
    List<OfficerTask> ofCase(String caseNumber, String side);

    /**
     * Opens a new case of the process for the account.
     *
     * @throws org.mushterek.common.Refusal FORBIDDEN where it may not start this process
     */
    Started open(Account account, String process);

    /** A process that has just begun. */
    record Started(String processInstanceId, String definitionId, String caseNumber, String tenant) {}
}
