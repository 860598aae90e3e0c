package org.mushterek.exercise.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to be placed, on what, and by which rules. Everything that can make a plan impossible stands in {@code rules},
 * capacities and the end too, so that a clash can name it.
 *
 * @param previous where activities stood in the plan that is replaced, by id; what moves away from there counts. Empty for
 *     a first plan
 */
public record ScheduleProblem(
        TimeGrid grid,
        List<Resource> resources,
        List<Activity> activities,
        List<PlanRule> rules,
        Map<String, Integer> previous) {

    public ScheduleProblem {
        resources = List.copyOf(resources);
        activities = List.copyOf(activities);
        rules = List.copyOf(rules);
        previous = Map.copyOf(previous);
    }

    /**
     * The problem with the rules that follow from it beside those that were stated: what each resource takes, which danger
     * zones meet, and the end.
     *
     * @param endsBy when everything must have ended; null for the end of the grid, or none
     */
    public static ScheduleProblem of(
            TimeGrid grid,
            List<Resource> resources,
            List<Activity> activities,
            List<PlanRule> stated,
            @Nullable Integer endsBy,
            Map<String, Integer> previous) {
        var rules = new ArrayList<>(stated);
        for (var resource : resources) {
            for (var measure : Resource.Measure.values()) {
                var capacity = resource.capacity(measure);
                if (capacity != null) {
                    rules.add(new PlanRule.Capacity(
                            "capacity/" + resource.id() + "/" + measure, resource.id(), measure, capacity));
                }
            }
        }
        rules.addAll(MeetingZones.rulesFor(activities, Integer.MAX_VALUE - 1));
        var gridEnd = grid.end();
        if (endsBy != null) {
            rules.add(new PlanRule.End("end", gridEnd == null ? endsBy : Math.min(endsBy, gridEnd)));
        } else if (gridEnd != null) {
            rules.add(new PlanRule.End("end", gridEnd));
        }
        return new ScheduleProblem(grid, resources, activities, rules, previous);
    }

    /** The same with only these rules. */
    public ScheduleProblem keeping(List<PlanRule> fewer) {
        return new ScheduleProblem(grid, resources, activities, fewer, previous);
    }

    /** The same without one of its rules. */
    public ScheduleProblem without(PlanRule dropped) {
        return keeping(
                rules.stream().filter(rule -> !rule.id().equals(dropped.id())).toList());
    }

    /** The same with one rule in the place of the one that has its id. */
    public ScheduleProblem with(PlanRule changed) {
        return keeping(rules.stream()
                .map(rule -> rule.id().equals(changed.id()) ? changed : rule)
                .toList());
    }

    /** The same as a question for any plan, not for one near a previous one. */
    public ScheduleProblem forgettingThePrevious() {
        return new ScheduleProblem(grid, resources, activities, rules, Map.of());
    }

    /** The place in {@link #activities} of the activity with an id, which must be there. */
    ToIntFunction<String> places() {
        var places = new HashMap<String, Integer>();
        for (var activity : activities) {
            places.put(activity.id(), places.size());
        }
        return id -> Optional.ofNullable(places.get(id)).orElseThrow();
    }

    Map<String, Resource> resourcesById() {
        var found = new HashMap<String, Resource>();
        resources.forEach(resource -> found.put(resource.id(), resource));
        return found;
    }

    /** Ids that rules have and the program gives itself. */
    static boolean isReserved(String id) {
        return id.equals("end") || Set.of("capacity", "zones").contains(id.split("/", 2)[0]);
    }
}
