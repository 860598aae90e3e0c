package org.mushterek.exercise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.schedule.Answer;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.mushterek.exercise.schedule.SearchLimits;
import org.mushterek.exercise.schedule.SearchWatch;

/** A problem that somebody has set, while it waits, is searched, and as long as its answer is kept. */
public final class ScheduleRun implements SearchWatch {

    /** Where it stands. */
    public enum Stage {
        WAITING,
        RUNNING,
        DONE,
        /** By a fault of the program. */
        FAILED
    }

    /**
     * How far a search is.
     *
     * @param moved activities that the best plan moves; -1 before the first plan
     * @param end when the best plan ends; -1 before the first plan
     * @param movedBound no plan moves fewer
     * @param endBound no plan ends sooner
     */
    public record Progress(int moved, long end, int movedBound, long endBound) {}

    /**
     * All there is to tell of a run at one moment.
     *
     * @param engine what searches or has searched; null while it waits
     * @param answer null until it is done
     * @param incident under which the log tells more, where it failed
     */
    public record Status(
            Stage stage,
            Progress progress,
            @Nullable String engine,
            @Nullable Answer answer,
            @Nullable String incident) {}

    private final String id;
    private final String side;
    private final String account;
    private final Instant postedAt;
    private final ScheduleProblem problem;
    private final SearchLimits limits;

    private Status status = new Status(Stage.WAITING, new Progress(-1, -1, 0, 0), null, null, null);
    private boolean stopped;
    private Runnable stop = () -> {};

    public ScheduleRun(
            String id, String side, String account, Instant postedAt, ScheduleProblem problem, SearchLimits limits) {
        this.id = id;
        this.side = side;
        this.account = account;
        this.postedAt = postedAt;
        this.problem = problem;
        this.limits = limits;
    }

    public String id() {
        return id;
    }

    String side() {
        return side;
    }

    String account() {
        return account;
    }

    public Instant postedAt() {
        return postedAt;
    }

    public ScheduleProblem problem() {
        return problem;
    }

    SearchLimits limits() {
        return limits;
    }

    public synchronized Status status() {
        return status;
    }

    public boolean isOver() {
        var stage = status().stage();
        return stage == Stage.DONE || stage == Stage.FAILED;
    }

    synchronized void begin(String engine) {
        status = new Status(Stage.RUNNING, status.progress(), engine, null, null);
    }

    synchronized void end(Answer answer) {
        status = new Status(Stage.DONE, status.progress(), status.engine(), answer, null);
    }

    synchronized void fail(String incident) {
        status = new Status(Stage.FAILED, status.progress(), status.engine(), null, incident);
    }

    /** Ends the search with what it has. */
    public void stop() {
        Runnable now;
        synchronized (this) {
            stopped = true;
            now = stop;
        }
        now.run();
    }

    @Override
    public synchronized void progress(int moved, long end, int movedBound, long endBound) {
        status = new Status(
                status.stage(),
                new Progress(
                        moved,
                        end,
                        movedBound,
                        Math.max(endBound, status.progress().endBound())),
                status.engine(),
                status.answer(),
                null);
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public synchronized void stopBy(Runnable stop) {
        this.stop = stop;
    }
}
