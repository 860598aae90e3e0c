package org.mushterek.web.exercise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.exercise.ScheduleRun;
import org.mushterek.exercise.schedule.Answer;
import org.mushterek.exercise.schedule.PlanEngine;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.RuleWords;
import org.mushterek.exercise.schedule.TimeGrid;

/**
 * Where a problem stands and what the answer is.
 *
 * @param said the same in words
 * @param engine what searches or has searched; absent while it waits
 * @param reproducible whether the same problem with the same limits gives the same answer on every run; absent until there
 *     is one
 * @param plan the plan, or the best so far; absent where there is none
 * @param endBound proven: no plan ends sooner (of those that move as few activities)
 * @param clash why there is no plan; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownSchedule(
        String id,
        State state,
        String said,
        Instant postedAt,
        @Nullable String engine,
        @Nullable Boolean reproducible,
        @Nullable ShownPlan plan,
        @Nullable Long endBound,
        @Nullable ShownClash clash) {

    /** Where a problem stands. */
    enum State {
        WAITING,
        RUNNING,
        /** The plan is the best there is, proven. */
        OPTIMAL,
        /** The plan is as near to the best as was asked for, proven. */
        WITHIN_GAP,
        /** There is no plan, proven. */
        IMPOSSIBLE,
        /** The search ended before it was done; the plan, if any, is the best so far. */
        OUT_OF_TIME,
        /** By a fault of the program. */
        FAILED;

        boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * A plan.
     *
     * @param end when the last activity ends, in units
     * @param gap which part of the end the bound leaves open; 0 for the best
     * @param moved how many activities stand elsewhere than in the previous plan
     * @param movedBound proven: no plan moves fewer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownPlan(
            List<Placed> activities, long end, @Nullable LocalDateTime endsAt, double gap, int moved, int movedBound) {}

    /**
     * An activity in its place, in units and, on a calendar, in local time.
     *
     * @param moved whether it stands elsewhere than in the previous plan
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Placed(
            String activity,
            int start,
            int end,
            @Nullable LocalDateTime startsAt,
            @Nullable LocalDateTime endsAt,
            boolean moved) {}

    /**
     * Rules that no plan keeps together.
     *
     * @param verified solved again: they clash, and without any single one of them the others do not
     * @param cures single changes after which there is a plan
     */
    record ShownClash(List<ShownRule> rules, boolean verified, List<ShownCure> cures) {}

    /** A rule in words. */
    record ShownRule(String id, String said) {}

    /** A single change that makes the problem fit. */
    record ShownCure(String rule, String said) {}

    static ShownSchedule of(ScheduleRun run, Texts texts, Language language) {
        var status = run.status();
        var answer = status.answer();
        if (answer instanceof Answer.Planned planned) {
            var plan = planned.plan();
            var said = plan.isBest()
                    ? Message.of("schedule.said.best")
                    : Message.of("schedule.said.goodEnough").with("percent", percent(plan));
            return shown(
                    run,
                    plan.isBest() ? State.OPTIMAL : State.WITHIN_GAP,
                    texts.say(said, language),
                    true,
                    plan(run, plan),
                    plan.endBound(),
                    null);
        }
        if (answer instanceof Answer.Impossible impossible) {
            var said =
                    impossible.clash().verified() ? "schedule.said.impossible" : "schedule.said.impossibleUnverified";
            return shown(
                    run,
                    State.IMPOSSIBLE,
                    texts.say(said, language),
                    true,
                    null,
                    null,
                    clash(run, impossible.clash(), texts, language));
        }
        if (answer instanceof Answer.OutOfTime early) {
            var best = early.best();
            var said = best == null
                    ? Message.of("schedule.said.nothingYet")
                    : Message.of("schedule.said.outOfTime").with("percent", percent(best));
            return shown(
                    run,
                    State.OUT_OF_TIME,
                    texts.say(said, language),
                    early.cut() == PlanEngine.Cut.EFFORT,
                    best == null ? null : plan(run, best),
                    early.endBound(),
                    null);
        }
        var incident = status.incident();
        return switch (status.stage()) {
            case WAITING ->
                shown(run, State.WAITING, texts.say("schedule.said.waiting", language), null, null, null, null);
            case RUNNING, DONE ->
                shown(run, State.RUNNING, texts.say("schedule.said.running", language), null, null, null, null);
            case FAILED ->
                shown(
                        run,
                        State.FAILED,
                        texts.say(
                                Message.of("schedule.said.failed").with("incident", incident == null ? "" : incident),
                                language),
                        null,
                        null,
                        null,
                        null);
        };
    }

    private static ShownSchedule shown(
            ScheduleRun run,
            State state,
            String said,
            @Nullable Boolean reproducible,
            @Nullable ShownPlan plan,
            @Nullable Long endBound,
            @Nullable ShownClash clash) {
        return new ShownSchedule(
                run.id(), state, said, run.postedAt(), run.status().engine(), reproducible, plan, endBound, clash);
    }

    /** Upwards, so that it promises nothing. */
    private static long percent(Answer.Plan plan) {
        return (long) Math.ceil(plan.gap() * 100);
    }

    private static ShownPlan plan(ScheduleRun run, Answer.Plan plan) {
        var problem = run.problem();
        var activities = problem.activities().stream()
                .map(activity -> {
                    var start = java.util.Objects.requireNonNull(plan.starts().get(activity.id()));
                    var end = start + activity.duration();
                    var before = problem.previous().get(activity.id());
                    return new Placed(
                            activity.id(),
                            start,
                            end,
                            local(problem.grid(), start),
                            local(problem.grid(), end),
                            before != null && !before.equals(start));
                })
                .toList();
        return new ShownPlan(
                activities,
                plan.end(),
                local(problem.grid(), Math.toIntExact(plan.end())),
                plan.gap(),
                plan.moved(),
                plan.movedBound());
    }

    private static @Nullable LocalDateTime local(TimeGrid grid, int time) {
        return grid instanceof TimeGrid.Days days ? days.tell(time) : null;
    }

    private static ShownClash clash(ScheduleRun run, Answer.Clash clash, Texts texts, Language language) {
        var words = new RuleWords(run.problem());
        return new ShownClash(
                clash.rules().stream()
                        .map(rule -> new ShownRule(rule.id(), texts.say(words.of(rule), language)))
                        .toList(),
                clash.verified(),
                clash.cures().stream()
                        .map(cure -> new ShownCure(
                                cure.dropped().id(),
                                texts.say(words(words, cure.dropped(), cure.loosened()), language)))
                        .toList());
    }

    private static Message words(RuleWords words, PlanRule dropped, @Nullable PlanRule loosened) {
        return loosened == null
                ? Message.of("schedule.cure.drop").with("rule", words.of(dropped))
                : Message.of("schedule.cure.loosen")
                        .with("rule", words.of(dropped))
                        .with("loosened", words.of(loosened));
    }
}
