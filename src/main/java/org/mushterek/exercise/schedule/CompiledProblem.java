package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A problem as engines compute with it: activities by number, every rule as one of a few kinds of constraint. */
final class CompiledProblem {

    /** {@code start[to] - start[from] >= lag}. */
    record Edge(int from, int to, long lag) {}

    /** What an activity occupies of a capacity, around its beginning and its end. */
    record Use(int activity, int before, int after, int amount) {}

    /** So much of a capacity is somebody else's within {@code [from, to)}. */
    record Fixed(long from, long to, long amount) {}

    /**
     * Never more than {@code most} at once.
     *
     * @param fixed apart from each other, none above {@code most}; what does not fit beside one is closed then
     */
    record Capacity(long most, List<Use> uses, List<Fixed> fixed) {

        /** Whether no two of the uses fit together, so that it is a matter of their order alone. */
        boolean isForOneAtATime() {
            return uses.stream().allMatch(use -> 2L * use.amount() > most && use.amount() <= most);
        }

        List<Integer> activities() {
            return uses.stream().map(Use::activity).toList();
        }
    }

    /** Any two lie at least so far apart. */
    record Rest(int length, List<Integer> activities) {}

    /** The two never overlap, each with what it needs before and after. */
    record Apart(int first, int firstBefore, int firstAfter, int second, int secondBefore, int secondAfter) {}

    /** The two begin on one day, or never do. */
    record DayPair(int first, int second, boolean same) {}

    final ScheduleProblem problem;
    final int count;
    final int[] durations;
    final List<Edge> edges = new ArrayList<>();
    final StartTimes[] starts;
    final List<Capacity> capacities = new ArrayList<>();
    final List<Rest> rests = new ArrayList<>();
    final List<Apart> aparts = new ArrayList<>();
    final List<DayPair> dayPairs = new ArrayList<>();

    /** No plan that ends later than this is needed: there is one that ends by then, or there is none. */
    final long horizon;

    /** The latest end among the rules that are stated, {@link Long#MAX_VALUE} where there is none. */
    final long statedEnd;

    private CompiledProblem(ScheduleProblem problem, long horizonAtMost) {
        this.problem = problem;
        count = problem.activities().size();
        durations = problem.activities().stream().mapToInt(Activity::duration).toArray();
        statedEnd = problem.rules().stream()
                .filter(PlanRule.End.class::isInstance)
                .mapToLong(rule -> ((PlanRule.End) rule).by())
                .min()
                .orElse(Long.MAX_VALUE);
        horizon = Math.min(Math.min(statedEnd, horizonAtMost), safeHorizon(problem));
        starts = new StartTimes[count];
        for (var i = 0; i < count; i++) {
            starts[i] = StartTimes.between(0, horizon - durations[i]);
        }
        compile();
    }

    /** The other one with time running backwards from an end. */
    private CompiledProblem(CompiledProblem other, long end) {
        problem = other.problem;
        count = other.count;
        durations = other.durations;
        statedEnd = end;
        horizon = end;
        starts = new StartTimes[count];
        for (var i = 0; i < count; i++) {
            starts[i] = other.starts[i].mirrored(end - durations[i]).and(StartTimes.between(0, end - durations[i]));
        }
        for (var edge : other.edges) {
            edges.add(new Edge(edge.to(), edge.from(), edge.lag() + durations[edge.to()] - durations[edge.from()]));
        }
        for (var capacity : other.capacities) {
            capacities.add(new Capacity(
                    capacity.most(),
                    capacity.uses().stream()
                            .map(use -> new Use(use.activity(), use.after(), use.before(), use.amount()))
                            .toList(),
                    capacity.fixed().stream()
                            .map(taken -> new Fixed(end - taken.to(), end - taken.from(), taken.amount()))
                            .toList()));
        }
        rests.addAll(other.rests);
        for (var apart : other.aparts) {
            aparts.add(new Apart(
                    apart.first(),
                    apart.firstAfter(),
                    apart.firstBefore(),
                    apart.second(),
                    apart.secondAfter(),
                    apart.secondBefore()));
        }
    }

    /**
     * The same with time running backwards: what begins at t here ends at {@code end - t} there. Days do not turn around, so
     * that there must be no {@link #dayPairs}.
     */
    CompiledProblem mirrored(long end) {
        return new CompiledProblem(this, end);
    }

    static CompiledProblem of(ScheduleProblem problem) {
        return new CompiledProblem(problem, Long.MAX_VALUE);
    }

    /** With no interest in plans that end later. */
    static CompiledProblem of(ScheduleProblem problem, long horizonAtMost) {
        return new CompiledProblem(problem, horizonAtMost);
    }

    /**
     * Where there is a plan, there is one that ends by then: after the last time that any rule names, an activity is either
     * running, set up, cleared, rested from or waited for; any other time can be taken out.
     */
    private static long safeHorizon(ScheduleProblem problem) {
        long named = 0;
        for (var start : problem.previous().values()) {
            named = Math.max(named, start);
        }
        var waits = new long[problem.activities().size()];
        for (var i = 0; i < waits.length; i++) {
            waits[i] = problem.activities().get(i).duration();
        }
        var places = problem.places();
        long rest = 0;
        long inside = 0;
        for (var rule : problem.rules()) {
            if (rule instanceof PlanRule.Order order) {
                var before = places.applyAsInt(order.before());
                long duration = problem.activities().get(before).duration();
                for (var lag : new Integer[] {order.atLeast(), order.atMost()}) {
                    if (lag != null) {
                        waits[before] = Math.max(
                                waits[before], Math.abs(lag) + (order.from() == PlanRule.Anchor.END ? duration : 0));
                    }
                }
            } else if (rule instanceof PlanRule.Rest pause) {
                rest = Math.max(rest, pause.length());
            } else if (rule instanceof PlanRule.KeepsOut out) {
                inside = Math.max(inside, (long) out.before() + out.after());
            } else if (rule instanceof PlanRule.SameDay || rule instanceof PlanRule.NotSameDay) {
                // Days cannot be taken out in parts: each such pair may wait for the next one.
                named += 2L * (problem.grid().startOfDay(1) - problem.grid().startOfDay(0));
            } else {
                named = Math.max(named, latestTimeOf(rule));
            }
        }
        long buffers = problem.resources().stream()
                .mapToLong(resource -> (long) resource.setUp() + resource.clearUp())
                .max()
                .orElse(0);
        long zones = problem.activities().stream()
                .mapToLong(activity -> {
                    var zone = activity.zone();
                    return zone == null ? 0 : (long) zone.before() + zone.after();
                })
                .max()
                .orElse(0);
        var horizon = named + Arrays.stream(waits).sum() + (rest + buffers + zones + inside) * (waits.length + 1);
        return Math.max(horizon, 0);
    }

    private static long latestTimeOf(PlanRule rule) {
        if (rule instanceof PlanRule.Window window) {
            return Math.max(orZero(window.from()), orZero(window.to()));
        }
        if (rule instanceof PlanRule.Pin pin) {
            return pin.start();
        }
        if (rule instanceof PlanRule.Closure closure) {
            return closure.span().to();
        }
        if (rule instanceof PlanRule.Held held) {
            return held.start();
        }
        if (rule instanceof PlanRule.Elapsed elapsed) {
            return elapsed.from();
        }
        if (rule instanceof PlanRule.Reserved reserved) {
            return reserved.span().to();
        }
        if (rule instanceof PlanRule.ZoneTaken taken) {
            return taken.span().to();
        }
        if (rule instanceof PlanRule.ZoneShut shut) {
            return (long) shut.span().to() + shut.before();
        }
        if (rule instanceof PlanRule.Hours hours) {
            return hours.open().stream().mapToLong(Span::to).max().orElse(0);
        }
        if (rule instanceof PlanRule.ByLight light) {
            return light.spans().stream().mapToLong(Span::to).max().orElse(0);
        }
        return 0;
    }

    private StartTimes beginnings(PlanRule.Elapsed elapsed, String activity) {
        int kept = elapsed.kept().getOrDefault(activity, elapsed.from());
        return StartTimes.between(Math.min(kept, elapsed.from()), horizon).without(kept + 1L, elapsed.from() - 1L);
    }

    private static long orZero(@Nullable Integer time) {
        return time == null ? 0 : time;
    }

    private void compile() {
        var places = problem.places();
        var resources = problem.resourcesById();
        for (var rule : problem.rules()) {
            if (rule instanceof PlanRule.Order order) {
                var before = places.applyAsInt(order.before());
                var after = places.applyAsInt(order.after());
                long shift = order.from() == PlanRule.Anchor.END ? durations[before] : 0;
                if (order.atLeast() != null) {
                    edges.add(new Edge(before, after, shift + order.atLeast()));
                }
                if (order.atMost() != null) {
                    edges.add(new Edge(after, before, -(shift + order.atMost())));
                }
            } else if (rule instanceof PlanRule.Window window) {
                var i = places.applyAsInt(window.activity());
                var to = window.to();
                narrow(i, StartTimes.between(orZero(window.from()), to == null ? horizon : to - durations[i]));
            } else if (rule instanceof PlanRule.Pin pin) {
                narrow(places.applyAsInt(pin.activity()), StartTimes.between(pin.start(), pin.start()));
            } else if (rule instanceof PlanRule.Held held) {
                narrow(places.applyAsInt(held.activity()), StartTimes.between(held.start(), held.start()));
            } else if (rule instanceof PlanRule.Elapsed elapsed) {
                elapsed.activities()
                        .forEach(activity -> narrow(places.applyAsInt(activity), beginnings(elapsed, activity)));
            } else if (rule instanceof PlanRule.ByLight light) {
                var i = places.applyAsInt(light.activity());
                narrow(i, StartTimes.fitting(light.spans(), 0, durations[i]));
            } else if (rule instanceof PlanRule.ZoneTaken taken) {
                var i = places.applyAsInt(taken.activity());
                var zone = problem.activities().get(i).zone();
                if (zone != null && durations[i] > 0) {
                    close(i, taken.span(), zone.before(), zone.after());
                }
            } else if (rule instanceof PlanRule.ZoneShut shut) {
                var i = places.applyAsInt(shut.activity());
                if (durations[i] > 0) {
                    close(i, shut.span(), shut.before(), shut.after());
                }
            } else if (rule instanceof PlanRule.KeepsOut out) {
                keepOut(places.applyAsInt(out.hot()), places.applyAsInt(out.inside()), out);
            } else if (rule instanceof PlanRule.SameDay same) {
                dayPairs.add(new DayPair(places.applyAsInt(same.first()), places.applyAsInt(same.second()), true));
            } else if (rule instanceof PlanRule.NotSameDay other) {
                dayPairs.add(new DayPair(places.applyAsInt(other.first()), places.applyAsInt(other.second()), false));
            } else if (rule instanceof PlanRule.ZonesMeet meet) {
                apart(places.applyAsInt(meet.first()), places.applyAsInt(meet.second()));
            } else if (rule instanceof PlanRule.Closure closure) {
                var resource = resources.get(closure.resource());
                for (var i : usersOf(closure.resource())) {
                    if (resource != null) {
                        close(i, closure.span(), resource.setUp(), resource.clearUp());
                    }
                }
            } else if (rule instanceof PlanRule.Hours hours) {
                var resource = resources.get(hours.resource());
                for (var i : usersOf(hours.resource())) {
                    if (resource != null) {
                        narrow(
                                i,
                                StartTimes.fitting(
                                        hours.open(), resource.setUp(), (long) durations[i] + resource.clearUp()));
                    }
                }
            } else if (rule instanceof PlanRule.Rest rest) {
                rests.add(new Rest(rest.length(), usersOf(rest.resource())));
            } else if (rule instanceof PlanRule.Capacity capacity) {
                var resource = resources.get(capacity.resource());
                if (resource != null) {
                    var uses = usesOf(resource, capacity.measure());
                    var fixed = fixedOf(capacity);
                    for (var use : uses) {
                        fixed.stream()
                                .filter(taken -> taken.amount() + use.amount() > capacity.most())
                                .forEach(taken ->
                                        close(use.activity(), taken.from(), taken.to(), use.before(), use.after()));
                    }
                    capacities.add(new Capacity(capacity.most(), uses, fixed));
                }
            }
        }
    }

    private void narrow(int activity, StartTimes allowed) {
        starts[activity] = starts[activity].and(allowed);
    }

    private void close(int activity, Span closed, int before, int after) {
        close(activity, closed.from(), closed.to(), before, after);
    }

    private void close(int activity, long from, long to, int before, int after) {
        // It is occupied from start - before to start + duration + after, and meets the span where both overlap.
        starts[activity] = starts[activity].without(from - durations[activity] - after + 1, to + before - 1);
    }

    /** What others have of a capacity, added up; no more than all of it. */
    private List<Fixed> fixedOf(PlanRule.Capacity capacity) {
        var changes = new TreeMap<Integer, Long>();
        for (var rule : problem.rules()) {
            if (rule instanceof PlanRule.Reserved reserved
                    && reserved.resource().equals(capacity.resource())
                    && reserved.span().length() > 0) {
                long amount = reserved.of(capacity.measure());
                changes.merge(reserved.span().from(), amount, Long::sum);
                changes.merge(reserved.span().to(), -amount, Long::sum);
            }
        }
        var fixed = new ArrayList<Fixed>();
        long level = 0;
        long since = 0;
        for (var change : changes.entrySet()) {
            if (level > 0) {
                fixed.add(new Fixed(since, change.getKey(), Math.min(level, capacity.most())));
            }
            level += change.getValue();
            since = change.getKey();
        }
        return fixed;
    }

    private void apart(int first, int second) {
        var one = problem.activities().get(first).zone();
        var other = problem.activities().get(second).zone();
        if (one != null && other != null && durations[first] > 0 && durations[second] > 0) {
            aparts.add(new Apart(first, one.before(), one.after(), second, other.before(), other.after()));
        }
    }

    private void keepOut(int hot, int inside, PlanRule.KeepsOut rule) {
        var zone = problem.activities().get(hot).zone();
        if (zone != null && durations[hot] > 0 && durations[inside] > 0) {
            aparts.add(new Apart(hot, zone.before(), zone.after(), inside, rule.before(), rule.after()));
        }
    }

    /** What demands anything of the resource and lasts. */
    private List<Integer> usersOf(String resource) {
        var users = new ArrayList<Integer>();
        for (var i = 0; i < count; i++) {
            if (durations[i] > 0
                    && problem.activities().get(i).demands().stream()
                            .anyMatch(demand -> demand.resource().equals(resource))) {
                users.add(i);
            }
        }
        return users;
    }

    private List<Use> usesOf(Resource resource, Resource.Measure measure) {
        var uses = new ArrayList<Use>();
        for (var i : usersOf(resource.id())) {
            var amount = problem.activities().get(i).demands().stream()
                    .filter(demand -> demand.resource().equals(resource.id()))
                    .mapToInt(demand -> demand.of(measure))
                    .sum();
            if (amount > 0) {
                uses.add(new Use(i, resource.setUp(), resource.clearUp(), amount));
            }
        }
        return uses;
    }

    /**
     * The earliest beginnings by order and allowed times alone; null where these already contradict each other. A first
     * cheap proof: nothing of capacities is looked at.
     */
    long @Nullable [] earliest() {
        var ordered = edgesWithRest();
        if (hasRisingCycle(ordered)) {
            return null;
        }
        var earliest = new long[count];
        for (var i = 0; i < count; i++) {
            var first = starts[i].notBefore(0);
            if (first < 0) {
                return null;
            }
            earliest[i] = first;
        }
        // Without a rising cycle every round but those that skip a closed time settles one activity for good.
        var changed = true;
        while (changed) {
            changed = false;
            for (var edge : ordered) {
                var least = earliest[edge.from()] + edge.lag();
                if (least > earliest[edge.to()]) {
                    var next = starts[edge.to()].notBefore(least);
                    if (next < 0) {
                        return null;
                    }
                    earliest[edge.to()] = next;
                    changed = true;
                }
            }
        }
        return earliest;
    }

    /** Every order; where one team does both, it also rests in between. */
    private List<Edge> edgesWithRest() {
        var restOf = new HashMap<Integer, List<Rest>>();
        for (var rest : rests) {
            for (var i : rest.activities()) {
                restOf.computeIfAbsent(i, any -> new ArrayList<>()).add(rest);
            }
        }
        var all = new ArrayList<Edge>(edges.size());
        for (var edge : edges) {
            var lag = edge.lag();
            if (lag >= 0) {
                for (var rest : restOf.getOrDefault(edge.from(), List.of())) {
                    if (restOf.getOrDefault(edge.to(), List.of()).contains(rest)) {
                        lag = Math.max(lag, (long) durations[edge.from()] + rest.length());
                    }
                }
            }
            all.add(new Edge(edge.from(), edge.to(), lag));
        }
        return all;
    }

    /** The latest beginnings for an end at the horizon, by order alone. */
    long[] latest() {
        var latest = new long[count];
        for (var i = 0; i < count; i++) {
            latest[i] = starts[i].isEmpty() ? -1 : starts[i].last();
        }
        for (var round = 0; round <= count; round++) {
            var changed = false;
            for (var edge : edges) {
                if (latest[edge.to()] - edge.lag() < latest[edge.from()]) {
                    latest[edge.from()] = latest[edge.to()] - edge.lag();
                    changed = true;
                }
            }
            if (!changed) {
                break;
            }
        }
        return latest;
    }

    /** Whether the lags around some circle add up to more than nothing, which no times satisfy. */
    private boolean hasRisingCycle(List<Edge> ordered) {
        var longest = new long[count];
        for (var round = 0; round <= count; round++) {
            var changed = false;
            for (var edge : ordered) {
                if (longest[edge.from()] + edge.lag() > longest[edge.to()]) {
                    longest[edge.to()] = longest[edge.from()] + edge.lag();
                    changed = true;
                }
            }
            if (!changed) {
                return false;
            }
        }
        return true;
    }

    /** No plan ends sooner: by order, allowed times, the work on each capacity, and what can only be done in turn. */
    long endBound(long[] earliest) {
        long bound = 0;
        for (var i = 0; i < count; i++) {
            bound = Math.max(bound, earliest[i] + durations[i]);
        }
        for (var capacity : capacities) {
            bound = Math.max(bound, endOfWork(capacity, earliest));
            if (!capacity.uses().isEmpty() && capacity.isForOneAtATime()) {
                var use = capacity.uses().get(0);
                bound = Math.max(bound, endInTurn(capacity.activities(), use.before() + use.after(), earliest));
            }
        }
        for (var rest : rests) {
            bound = Math.max(bound, endInTurn(rest.activities(), rest.length(), earliest));
        }
        return bound;
    }

    /** The end of all work on a capacity that is full whenever anything that needs it may run; 0 where that never ends. */
    private long endOfWork(Capacity capacity, long[] earliest) {
        long work = 0;
        long after = 0;
        var usable = new ArrayList<long[]>();
        for (var use : capacity.uses()) {
            var length = (long) use.before() + durations[use.activity()] + use.after();
            work += use.amount() * length;
            after = Math.max(after, use.after());
            for (var span : startsFrom(use.activity(), earliest).spans()) {
                usable.add(new long[] {span[0] - use.before(), span[1] - use.before() + length});
            }
        }
        var left = (work + capacity.most() - 1) / Math.max(1, capacity.most());
        for (var span : StartTimes.ofAny(usable).spans()) {
            if (left <= span[1] - span[0]) {
                return left == 0 ? 0 : span[0] + left - after;
            }
            left -= span[1] - span[0];
        }
        return 0;
    }

    /** The end of the last of several that run in turn, each as soon as any of them might; 0 where there is none. */
    private long endInTurn(List<Integer> activities, int between, long[] earliest) {
        if (activities.isEmpty()) {
            return 0;
        }
        var shortest = Long.MAX_VALUE;
        var allowed = new ArrayList<long[]>();
        for (var i : activities) {
            shortest = Math.min(shortest, durations[i]);
            allowed.addAll(startsFrom(i, earliest).spans());
        }
        var anyStart = StartTimes.ofAny(allowed);
        var start = anyStart.isEmpty() ? -1 : anyStart.first();
        for (var turn = 1; turn < activities.size() && start >= 0; turn++) {
            start = anyStart.notBefore(start + shortest + between);
        }
        return start < 0 ? 0 : start + shortest;
    }

    private StartTimes startsFrom(int activity, long[] earliest) {
        return starts[activity].and(StartTimes.between(earliest[activity], horizon));
    }

    /** The end of a plan. */
    long endOf(long[] plan) {
        long end = 0;
        for (var i = 0; i < count; i++) {
            end = Math.max(end, plan[i] + durations[i]);
        }
        return end;
    }

    /** How many activities stand elsewhere than in the previous plan. */
    int movedIn(long[] plan) {
        var moved = 0;
        for (var i = 0; i < count; i++) {
            var before = problem.previous().get(problem.activities().get(i).id());
            if (before != null && before != plan[i]) {
                moved++;
            }
        }
        return moved;
    }
}
