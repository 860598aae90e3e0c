package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a plan against every rule of its problem, from the rules' own words. It shares no arithmetic with the engines, so
 * that a mistake of theirs does not pass here, too.
 */
public final class PlanCheck {

    private PlanCheck() {}

    /** The rules that the plan breaks, in their order; empty for a sound plan. */
    public static List<PlanRule> broken(ScheduleProblem problem, Map<String, Integer> plan) {
        var activities = new TreeMap<String, Activity>();
        problem.activities().forEach(activity -> activities.put(activity.id(), activity));
        if (!plan.keySet().equals(activities.keySet())) {
            throw new IllegalArgumentException("The plan places other activities than the problem has");
        }
        if (plan.values().stream().anyMatch(start -> start < 0)) {
            throw new IllegalArgumentException("The plan begins before its beginning");
        }
        var reading = new Reading(problem, plan, activities);
        var broken = new ArrayList<PlanRule>();
        for (var rule : problem.rules()) {
            if (!reading.keeps(rule)) {
                broken.add(rule);
            }
        }
        return broken;
    }

    private record Reading(ScheduleProblem problem, Map<String, Integer> plan, Map<String, Activity> activities) {

        boolean keeps(PlanRule rule) {
            if (rule instanceof PlanRule.Order order) {
                var anchor = order.from() == PlanRule.Anchor.END ? end(order.before()) : start(order.before());
                var lag = start(order.after()) - anchor;
                var least = order.atLeast();
                var most = order.atMost();
                return (least == null || lag >= least) && (most == null || lag <= most);
            }
            if (rule instanceof PlanRule.Window window) {
                var from = window.from();
                var to = window.to();
                return (from == null || start(window.activity()) >= from)
                        && (to == null || end(window.activity()) <= to);
            }
            if (rule instanceof PlanRule.Pin pin) {
                return start(pin.activity()) == pin.start();
            }
            if (rule instanceof PlanRule.Held held) {
                return start(held.activity()) == held.start();
            }
            if (rule instanceof PlanRule.Elapsed elapsed) {
                return elapsed.activities().stream()
                        .allMatch(id -> start(id) >= elapsed.from()
                                || Integer.valueOf(start(id))
                                        .equals(elapsed.kept().get(id)));
            }
            if (rule instanceof PlanRule.Closure closure) {
                return occupations(closure.resource()).stream()
                        .noneMatch(taken -> closure.span().meets(taken.from(), taken.to()));
            }
            if (rule instanceof PlanRule.Reserved reserved) {
                return othersFit(reserved);
            }
            if (rule instanceof PlanRule.Hours hours) {
                return occupations(hours.resource()).stream().allMatch(taken -> isWithin(hours.open(), taken));
            }
            if (rule instanceof PlanRule.SameDay same) {
                return day(same.first()) == day(same.second());
            }
            if (rule instanceof PlanRule.NotSameDay other) {
                return day(other.first()) != day(other.second());
            }
            if (rule instanceof PlanRule.ByLight light) {
                return isWithin(light.spans(), new Taken(start(light.activity()), end(light.activity()), 0, 0));
            }
            if (rule instanceof PlanRule.Rest rest) {
                return restIsKept(rest);
            }
            if (rule instanceof PlanRule.ZonesMeet meet) {
                var second = closed(meet.second());
                return !new Span(second.from(), second.to())
                        .meets(closed(meet.first()).from(), closed(meet.first()).to());
            }
            if (rule instanceof PlanRule.ZoneTaken taken) {
                var zone = closed(taken.activity());
                return !taken.span().meets(zone.from(), zone.to());
            }
            if (rule instanceof PlanRule.KeepsOut out) {
                var zone = closed(out.hot());
                var there = there(out.inside(), out.before(), out.after());
                return !zone.meets(there.from(), there.to());
            }
            if (rule instanceof PlanRule.ZoneShut shut) {
                var there = there(shut.activity(), shut.before(), shut.after());
                return !shut.span().meets(there.from(), there.to());
            }
            if (rule instanceof PlanRule.Capacity capacity) {
                return capacityIsKept(capacity);
            }
            if (rule instanceof PlanRule.End end) {
                return plan.keySet().stream().allMatch(id -> end(id) <= end.by());
            }
            throw new IllegalStateException("Unknown rule " + rule.id());
        }

        /** What a booking occupies, and how much of it. */
        private record Taken(int from, int to, int bookings, int persons) {}

        private List<Taken> occupations(String resourceId) {
            var resource = problem.resources().stream()
                    .filter(each -> each.id().equals(resourceId))
                    .findFirst()
                    .orElseThrow();
            var taken = new ArrayList<Taken>();
            for (var activity : activities.values()) {
                var bookings = 0;
                var persons = 0;
                var uses = false;
                for (var demand : activity.demands()) {
                    if (demand.resource().equals(resourceId)) {
                        uses = true;
                        bookings += demand.bookings();
                        persons += demand.persons();
                    }
                }
                if (uses && activity.duration() > 0) {
                    taken.add(new Taken(
                            start(activity.id()) - resource.setUp(),
                            end(activity.id()) + resource.clearUp(),
                            bookings,
                            persons));
                }
            }
            return taken;
        }

        private boolean capacityIsKept(PlanRule.Capacity capacity) {
            var changes = new TreeMap<Integer, Long>();
            for (var taken : occupations(capacity.resource())) {
                long amount = capacity.measure() == Resource.Measure.BOOKINGS ? taken.bookings() : taken.persons();
                changes.merge(taken.from(), amount, Long::sum);
                changes.merge(taken.to(), -amount, Long::sum);
            }
            long level = 0;
            for (var change : changes.values()) {
                level += change;
                if (level > capacity.most()) {
                    return false;
                }
            }
            return true;
        }

        /** Whether what the plan uses fits beside all that others have, whenever this one of them has something. */
        private boolean othersFit(PlanRule.Reserved reserved) {
            for (var rule : problem.rules()) {
                if (rule instanceof PlanRule.Capacity capacity
                        && capacity.resource().equals(reserved.resource())
                        && reserved.of(capacity.measure()) > 0
                        && !othersFit(reserved.span(), capacity)) {
                    return false;
                }
            }
            return true;
        }

        private boolean othersFit(Span span, PlanRule.Capacity capacity) {
            var own = occupations(capacity.resource());
            for (var moment = span.from(); moment < span.to(); moment++) {
                var now = moment;
                long ours = own.stream()
                        .filter(taken -> taken.from() <= now && now < taken.to())
                        .mapToLong(taken ->
                                capacity.measure() == Resource.Measure.BOOKINGS ? taken.bookings() : taken.persons())
                        .sum();
                long theirs = problem.rules().stream()
                        .filter(PlanRule.Reserved.class::isInstance)
                        .map(PlanRule.Reserved.class::cast)
                        .filter(other -> other.resource().equals(capacity.resource())
                                && other.span().from() <= now
                                && now < other.span().to())
                        .mapToLong(other -> other.of(capacity.measure()))
                        .sum();
                if (ours > 0 && ours + theirs > capacity.most()) {
                    return false;
                }
            }
            return true;
        }

        private boolean restIsKept(PlanRule.Rest rest) {
            var users = activities.values().stream()
                    .filter(activity -> activity.duration() > 0)
                    .filter(activity -> activity.demands().stream()
                            .anyMatch(demand -> demand.resource().equals(rest.resource())))
                    .sorted((a, b) -> Integer.compare(start(a.id()), start(b.id())))
                    .toList();
            for (var i = 1; i < users.size(); i++) {
                if (start(users.get(i).id()) - end(users.get(i - 1).id()) < rest.length()) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isWithin(List<Span> spans, Taken taken) {
            // Spans that touch are one: time is covered without a gap.
            var covered = taken.from();
            for (var span : spans.stream()
                    .sorted((a, b) -> Integer.compare(a.from(), b.from()))
                    .toList()) {
                if (span.from() <= covered && covered < span.to()) {
                    if (span.holds(covered, taken.to())) {
                        return true;
                    }
                    covered = span.to();
                } else if (taken.from() == taken.to() && span.from() <= covered && covered <= span.to()) {
                    return true;
                } else if (span.from() > covered && covered > taken.from()) {
                    return false;
                }
            }
            return false;
        }

        private Span closed(String id) {
            var activity = activity(id);
            var zone = activity.zone();
            if (zone == null || activity.duration() == 0) {
                return new Span(start(id), start(id));
            }
            return new Span(start(id) - zone.before(), end(id) + zone.after());
        }

        /** When an activity is at its place; what lasts no time is nowhere. */
        private Span there(String id, int before, int after) {
            return activity(id).duration() == 0
                    ? new Span(start(id), start(id))
                    : new Span(start(id) - before, end(id) + after);
        }

        private Activity activity(String id) {
            var activity = activities.get(id);
            if (activity == null) {
                throw new IllegalStateException("A rule names the unknown activity " + id);
            }
            return activity;
        }

        private int start(String id) {
            var start = plan.get(id);
            if (start == null) {
                throw new IllegalStateException("A rule names the unknown activity " + id);
            }
            return start;
        }

        private int end(String id) {
            return start(id) + activity(id).duration();
        }

        private int day(String id) {
            return problem.grid().dayOf(start(id));
        }
    }
}
