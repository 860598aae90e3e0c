package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds few rules that no plan keeps together, by halving what is suspected (Junker's QuickXplain), and which single change
 * would make the problem fit. Each step is a search of its own, so any engine will do.
 */
final class ClashFinder {

    /** How much looser a rule is tried at most before it counts as one to give up. */
    private static final int LOOSEST = 1 << 20;

    private final PlanEngine engine;
    private final ScheduleProblem problem;
    private final SearchLimits each;
    private final SearchWatch watch;
    private final double seconds;
    private final long began = System.nanoTime();

    ClashFinder(PlanEngine engine, ScheduleProblem problem, SearchLimits limits, SearchWatch watch) {
        this.engine = engine;
        this.problem = problem.forgettingThePrevious();
        this.watch = watch;
        seconds = limits.seconds();
        // Any plan answers the question, so a gap of 1 is good enough.
        each = new SearchLimits(Math.max(0.5, limits.effort() / 5), limits.seconds(), 1);
    }

    Answer.Clash find() {
        var clash = smallest(List.of(), false, problem.rules());
        var verified = ask(clash) == Fit.NONE;
        for (var rule : clash) {
            var others = new ArrayList<>(clash);
            others.remove(rule);
            verified &= ask(others) == Fit.SOME;
        }
        var cures = new ArrayList<Answer.Cure>();
        for (var rule : clash) {
            var isPast = rule instanceof PlanRule.Held || rule instanceof PlanRule.Elapsed;
            if (!isPast && ask(problem.without(rule).rules()) == Fit.SOME) {
                cures.add(new Answer.Cure(rule, barelyLoosened(rule)));
            }
        }
        return new Answer.Clash(clash, verified, cures);
    }

    private enum Fit {
        SOME,
        NONE,
        UNKNOWN
    }

    private List<PlanRule> smallest(List<PlanRule> kept, boolean keptIsNew, List<PlanRule> suspects) {
        if (keptIsNew && ask(kept) == Fit.NONE) {
            return List.of();
        }
        if (suspects.size() <= 1) {
            return suspects;
        }
        var half = suspects.size() / 2;
        var left = suspects.subList(0, half);
        var right = suspects.subList(half, suspects.size());
        var ofRight = smallest(joined(kept, left), true, right);
        var ofLeft = smallest(joined(kept, ofRight), !ofRight.isEmpty(), left);
        return joined(ofLeft, ofRight);
    }

    private static List<PlanRule> joined(List<PlanRule> some, List<PlanRule> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private Fit ask(List<PlanRule> rules) {
        if (watch.isStopped() || System.nanoTime() - began > seconds * 1e9) {
            return Fit.UNKNOWN;
        }
        var asked = problem.keeping(rules);
        var found = engine.search(asked, each, new SearchWatch() {
            @Override
            public boolean isStopped() {
                return watch.isStopped();
            }

            @Override
            public void stopBy(Runnable stop) {
                watch.stopBy(stop);
            }
        });
        if (found.state() == PlanEngine.State.NONE) {
            return Fit.NONE;
        }
        var plan = found.plan();
        if (plan == null) {
            return Fit.UNKNOWN;
        }
        Scheduler.checked(asked, plan);
        return Fit.SOME;
    }

    /** The rule as little looser as makes the whole problem fit; null where it knows no degrees. */
    private @Nullable PlanRule barelyLoosened(PlanRule rule) {
        var enough = 1;
        while (true) {
            var looser = loosened(rule, enough);
            if (looser == null || enough > LOOSEST) {
                return null;
            }
            var fit = ask(problem.with(looser).rules());
            if (fit == Fit.SOME) {
                break;
            }
            if (fit == Fit.UNKNOWN || isAsLooseAsCanBe(looser)) {
                return null;
            }
            enough *= 2;
        }
        var tooLittle = enough / 2;
        while (enough - tooLittle > 1) {
            var middle = (enough + tooLittle) / 2;
            var looser = loosened(rule, middle);
            if (looser != null && ask(problem.with(looser).rules()) == Fit.SOME) {
                enough = middle;
            } else {
                tooLittle = middle;
            }
        }
        return loosened(rule, enough);
    }

    private static boolean isAsLooseAsCanBe(PlanRule rule) {
        return rule instanceof PlanRule.Rest rest && rest.length() == 0;
    }

    private @Nullable PlanRule loosened(PlanRule rule, int by) {
        if (rule instanceof PlanRule.Capacity capacity) {
            // Nobody oversees two drills at once.
            var resource = problem.resourcesById().get(capacity.resource());
            if (resource != null && resource.kind() == Resource.Kind.OVERSEER) {
                return null;
            }
            return new PlanRule.Capacity(
                    capacity.id(), capacity.resource(), capacity.measure(), Math.addExact(capacity.most(), by));
        }
        if (rule instanceof PlanRule.End end && problem.grid().end() == null) {
            return new PlanRule.End(end.id(), Math.addExact(end.by(), by));
        }
        if (rule instanceof PlanRule.Rest rest) {
            return new PlanRule.Rest(rest.id(), rest.resource(), Math.max(0, rest.length() - by));
        }
        if (rule instanceof PlanRule.Window window) {
            var from = window.from();
            var to = window.to();
            return new PlanRule.Window(
                    window.id(),
                    window.activity(),
                    from == null ? null : Integer.valueOf(Math.max(0, from - by)),
                    to == null ? null : Integer.valueOf(Math.addExact(to, by)));
        }
        if (rule instanceof PlanRule.Order order && order.atMost() != null) {
            return new PlanRule.Order(
                    order.id(),
                    order.before(),
                    order.after(),
                    order.from(),
                    order.atLeast(),
                    Math.addExact(order.atMost(), by));
        }
        return null;
    }
}
