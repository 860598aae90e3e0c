package org.mushterek.exercise.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * What makes a problem no question at all, before anybody searches: unknown names, negative lengths, a demand that no
 * capacity holds, an order that runs in a circle. Rules that are sound each but clash together are a matter for the answer.
 */
public final class ProblemCheck {

    public static final int MOST_ACTIVITIES = 2_000;
    public static final int MOST_RESOURCES = 500;
    public static final int MOST_RULES = 20_000;
    public static final int LATEST = 10_000_000;
    public static final int LONGEST = 100_000;
    public static final int LARGEST = 1_000_000;
    public static final int MOST_DAYS = 400;
    public static final int MOST_FINDINGS = 50;

    private static final int LONGEST_ID = 40;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_CORNERS = 200;
    private static final int MOST_SPANS = 2_000;
    private static final int MOST_DEMANDS = 50;
    private static final int MOST_ZONE_PAIRS = 20_000;

    private final TimeGrid grid;
    private final Map<String, Resource> resources = new HashMap<>();
    private final Map<String, Activity> activities = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private ProblemCheck(TimeGrid grid) {
        this.grid = grid;
    }

    /** All that is wrong, up to {@link #MOST_FINDINGS}; empty where the problem can be asked. */
    public static List<Finding> check(
            TimeGrid grid,
            List<Resource> resources,
            List<Activity> activities,
            List<PlanRule> rules,
            @Nullable Integer endsBy,
            Map<String, Integer> previous) {
        var check = new ProblemCheck(grid);
        if (check.sizes(resources, activities, rules)) {
            check.grid();
            if (check.findings.isEmpty()) {
                check.resources(resources);
                check.activities(activities, endsBy);
                check.rules(rules);
                check.previous(previous);
                if (endsBy != null && (endsBy < 0 || endsBy > LATEST)) {
                    check.wrong("time", "endsBy", Message.of("schedule.badTime").with("latest", LATEST));
                }
                if (check.findings.isEmpty()) {
                    check.circle(activities, rules);
                }
            }
        }
        return check.findings.size() <= MOST_FINDINGS ? check.findings : check.findings.subList(0, MOST_FINDINGS);
    }

    private void wrong(String code, String place, Message message) {
        if (findings.size() <= MOST_FINDINGS) {
            findings.add(new Finding("schedule." + code, place, message, null, null));
        }
    }

    private boolean sizes(List<Resource> resources, List<Activity> activities, List<PlanRule> rules) {
        if (activities.isEmpty()) {
            wrong("noActivities", "activities", Message.of("schedule.noActivities"));
        }
        tooMany("activities", activities.size(), MOST_ACTIVITIES);
        tooMany("resources", resources.size(), MOST_RESOURCES);
        tooMany("rules", rules.size(), MOST_RULES);
        return findings.isEmpty();
    }

    private void tooMany(String place, int count, int most) {
        if (count > most) {
            wrong(
                    "tooMany",
                    place,
                    Message.of("schedule.tooMany")
                            .with("place", place)
                            .with("count", count)
                            .with("most", most));
        }
    }

    private void grid() {
        if (grid instanceof TimeGrid.Units units) {
            var day = units.unitsPerDay();
            if (day != null && (day < 1 || day > LONGEST)) {
                wrong("grid", "unitsPerDay", Message.of("schedule.badDay").with("longest", LONGEST));
            }
        } else if (grid instanceof TimeGrid.Days days) {
            var unit = days.minutesPerUnit();
            if (unit < 1 || (60 % unit != 0 && (unit % 60 != 0 || 1440 % unit != 0))) {
                wrong("grid", "calendar.minutesPerUnit", Message.of("schedule.badUnit"));
            }
            if (days.days() < 1 || days.days() > MOST_DAYS) {
                wrong("grid", "calendar.days", Message.of("schedule.badDays").with("most", MOST_DAYS));
            }
            if (days.firstDay().getYear() < 2000 || days.firstDay().getYear() > 2200) {
                wrong("grid", "calendar.firstDay", Message.of("schedule.badFirstDay"));
            }
        }
    }

    private void resources(List<Resource> all) {
        for (var i = 0; i < all.size(); i++) {
            var resource = all.get(i);
            var place = "resources[" + i + "]";
            name(resource.id(), resource.name(), place);
            if (resources.put(resource.id(), resource) != null) {
                wrong("twice", place, Message.of("schedule.twice").with("id", resource.id()));
            }
            for (var measure : Resource.Measure.values()) {
                var capacity = resource.capacity(measure);
                if (capacity != null && (capacity < 0 || capacity > LARGEST)) {
                    wrong(
                            "capacity",
                            place,
                            Message.of("schedule.badCapacity")
                                    .with("id", resource.id())
                                    .with("value", capacity)
                                    .with("largest", LARGEST));
                }
            }
            if (resource.bookings() == null && resource.persons() == null) {
                wrong("capacity", place, Message.of("schedule.noCapacity").with("id", resource.id()));
            }
            length(resource.setUp(), place + ".setUp", resource.id());
            length(resource.clearUp(), place + ".clearUp", resource.id());
        }
    }

    private void name(String id, String name, String place) {
        if (id.isBlank() || id.length() > LONGEST_ID || id.codePoints().anyMatch(Character::isISOControl)) {
            wrong("id", place, Message.of("schedule.badId").with("longest", LONGEST_ID));
        }
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            wrong("name", place, Message.of("schedule.badName").with("longest", LONGEST_NAME));
        }
    }

    private void length(int value, String place, String id) {
        if (value < 0) {
            wrong(
                    "negative",
                    place,
                    Message.of("schedule.negative").with("id", id).with("value", value));
        } else if (value > LONGEST) {
            wrong(
                    "tooLong",
                    place,
                    Message.of("schedule.tooLong")
                            .with("id", id)
                            .with("value", value)
                            .with("longest", LONGEST));
        }
    }

    private void activities(List<Activity> all, @Nullable Integer endsBy) {
        long pairs = 0;
        var gridEnd = grid.end();
        var end = endsBy == null ? gridEnd : gridEnd == null ? endsBy : Integer.valueOf(Math.min(endsBy, gridEnd));
        for (var i = 0; i < all.size(); i++) {
            var activity = all.get(i);
            var place = "activities[" + i + "]";
            name(activity.id(), activity.name(), place);
            if (activities.put(activity.id(), activity) != null) {
                wrong("twice", place, Message.of("schedule.twice").with("id", activity.id()));
            }
            length(activity.duration(), place + ".duration", activity.id());
            if (end != null && activity.duration() > end) {
                wrong(
                        "tooLong",
                        place + ".duration",
                        Message.of("schedule.tooLong")
                                .with("id", activity.id())
                                .with("value", activity.duration())
                                .with("longest", end));
            }
            demands(activity, place);
            var zone = activity.zone();
            if (zone != null) {
                zone(zone.corners(), place + ".zone", activity.id());
                length(zone.before(), place + ".zone.before", activity.id());
                length(zone.after(), place + ".zone.after", activity.id());
                pairs++;
            }
        }
        if (findings.isEmpty() && pairs * (pairs - 1) / 2 > MOST_ZONE_PAIRS) {
            pairs = MeetingZones.rulesFor(all, MOST_ZONE_PAIRS).size();
            if (pairs > MOST_ZONE_PAIRS) {
                wrong(
                        "tooManyZones",
                        "activities",
                        Message.of("schedule.tooManyZones").with("most", MOST_ZONE_PAIRS));
            }
        }
    }

    private void demands(Activity activity, String place) {
        if (activity.demands().size() > MOST_DEMANDS) {
            tooMany(place + ".demands", activity.demands().size(), MOST_DEMANDS);
            return;
        }
        var seen = new HashSet<String>();
        for (var d = 0; d < activity.demands().size(); d++) {
            var demand = activity.demands().get(d);
            var where = place + ".demands[" + d + "]";
            var resource = resources.get(demand.resource());
            if (resource == null) {
                unknown(demand.resource(), where + ".resource");
                continue;
            }
            if (!seen.add(demand.resource())) {
                wrong("twice", where, Message.of("schedule.twice").with("id", demand.resource()));
            }
            for (var measure : Resource.Measure.values()) {
                demand(activity, resource, measure, demand.of(measure), where);
            }
        }
    }

    private void demand(Activity activity, Resource resource, Resource.Measure measure, int amount, String where) {
        var capacity = resource.capacity(measure);
        var field = where + (measure == Resource.Measure.BOOKINGS ? ".bookings" : ".persons");
        if (amount < 0) {
            wrong(
                    "negative",
                    field,
                    Message.of("schedule.negative").with("id", activity.id()).with("value", amount));
        } else if (amount > 0 && capacity == null) {
            wrong(
                    "notCounted",
                    field,
                    Message.of("schedule.notCounted").with("id", activity.id()).with("resource", resource.id()));
        } else if (capacity != null && amount > capacity) {
            wrong(
                    "demandAboveCapacity",
                    field,
                    new Message(
                            measure == Resource.Measure.BOOKINGS
                                    ? "schedule.demandAboveBookings"
                                    : "schedule.demandAbovePersons",
                            Map.of(
                                    "id",
                                    activity.id(),
                                    "resource",
                                    resource.id(),
                                    "demand",
                                    amount,
                                    "capacity",
                                    capacity)));
        }
    }

    private void zone(List<DangerZone.Corner> corners, String place, String id) {
        var isOnEarth = corners.stream()
                .allMatch(corner -> Math.abs(corner.latitude()) <= 90 && Math.abs(corner.longitude()) <= 180);
        if (!isOnEarth || corners.size() > MOST_CORNERS || !MeetingZones.isSound(corners)) {
            wrong("zone", place, Message.of("schedule.badZone").with("id", id).with("most", MOST_CORNERS));
        }
    }

    private void unknown(String id, String place) {
        wrong(
                "unknown",
                place,
                Message.of("schedule.unknownName")
                        .with("id", id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id));
    }

    private void rules(List<PlanRule> rules) {
        var ids = new HashSet<String>();
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var place = "rules[" + i + "]";
            if (rule.id().isBlank()
                    || rule.id().length() > LONGEST_NAME
                    || ScheduleProblem.isReserved(rule.id())
                    || rule.id().codePoints().anyMatch(Character::isISOControl)) {
                wrong("ruleId", place, Message.of("schedule.badRuleId").with("longest", LONGEST_NAME));
            }
            if (!ids.add(rule.id())) {
                wrong("twice", place, Message.of("schedule.twice").with("id", rule.id()));
            }
            rule(rule, place);
        }
    }

    private void rule(PlanRule rule, String place) {
        if (rule instanceof PlanRule.Order order) {
            if (knownPair(order.before(), order.after(), place)) {
                order(order, place);
            }
        } else if (rule instanceof PlanRule.SameDay same) {
            knownPair(same.first(), same.second(), place);
            needsDays(rule, place);
        } else if (rule instanceof PlanRule.NotSameDay other) {
            knownPair(other.first(), other.second(), place);
            needsDays(rule, place);
        } else if (rule instanceof PlanRule.Window window) {
            window(window, place);
        } else if (rule instanceof PlanRule.Pin pin) {
            if (knownActivity(pin.activity(), place)) {
                time(pin.start(), place);
            }
        } else if (rule instanceof PlanRule.Held held) {
            if (knownActivity(held.activity(), place)) {
                time(held.start(), place);
            }
        } else if (rule instanceof PlanRule.Elapsed elapsed) {
            elapsed.activities().forEach(activity -> knownActivity(activity, place));
            time(elapsed.from(), place);
            elapsed.kept().values().forEach(start -> time(start, place));
        } else if (rule instanceof PlanRule.ByLight light) {
            knownActivity(light.activity(), place);
            spans(light.spans(), place);
        } else if (rule instanceof PlanRule.ZoneTaken taken) {
            knownActivity(taken.activity(), place);
            spans(List.of(taken.span()), place);
        } else if (rule instanceof PlanRule.ZoneShut shut) {
            knownActivity(shut.activity(), place);
            spans(List.of(shut.span()), place);
            length(shut.before(), place, rule.id());
            length(shut.after(), place, rule.id());
        } else if (rule instanceof PlanRule.KeepsOut out) {
            knownPair(out.hot(), out.inside(), place);
            length(out.before(), place, rule.id());
            length(out.after(), place, rule.id());
        } else if (rule instanceof PlanRule.Closure closure) {
            knownResource(closure.resource(), place);
            spans(List.of(closure.span()), place);
        } else if (rule instanceof PlanRule.Reserved reserved) {
            knownResource(reserved.resource(), place);
            spans(List.of(reserved.span()), place);
            length(reserved.bookings(), place, rule.id());
            length(reserved.persons(), place, rule.id());
        } else if (rule instanceof PlanRule.Hours hours) {
            knownResource(hours.resource(), place);
            spans(hours.open(), place);
        } else if (rule instanceof PlanRule.Rest rest) {
            knownResource(rest.resource(), place);
            length(rest.length(), place, rule.id());
        } else {
            wrong("ruleId", place, Message.of("schedule.badRuleId").with("longest", LONGEST_NAME));
        }
    }

    private void order(PlanRule.Order order, String place) {
        var least = order.atLeast();
        var most = order.atMost();
        if (least == null && most == null) {
            wrong("noLag", place, Message.of("schedule.noLag").with("id", order.id()));
        }
        if (least != null && Math.abs((long) least) > LONGEST || most != null && Math.abs((long) most) > LONGEST) {
            wrong(
                    "lag",
                    place,
                    Message.of("schedule.badLag").with("id", order.id()).with("longest", LONGEST));
        }
        if (least != null && most != null && least > most) {
            wrong(
                    "lagsCrossed",
                    place,
                    Message.of("schedule.lagsCrossed")
                            .with("id", order.id())
                            .with("least", least)
                            .with("most", most));
        }
    }

    private void window(PlanRule.Window window, String place) {
        var activity = activities.get(window.activity());
        if (!knownActivity(window.activity(), place) || activity == null) {
            return;
        }
        var from = window.from();
        var to = window.to();
        if (from != null) {
            time(from, place);
        }
        if (to != null) {
            time(to, place);
        }
        if (from == null && to == null) {
            wrong("window", place, Message.of("schedule.noWindow").with("id", window.id()));
        } else if (to != null && to - (long) (from == null ? 0 : from) < activity.duration()) {
            wrong(
                    "window",
                    place,
                    Message.of("schedule.windowTooShort")
                            .with("id", window.id())
                            .with("activity", activity.id())
                            .with("duration", activity.duration()));
        }
    }

    private void needsDays(PlanRule rule, String place) {
        if (!grid.hasDays()) {
            wrong("noDays", place, Message.of("schedule.noDays").with("id", rule.id()));
        }
    }

    private boolean knownPair(String first, String second, String place) {
        if (first.equals(second)) {
            wrong("self", place, Message.of("schedule.self").with("id", first));
            return false;
        }
        return knownActivity(first, place) & knownActivity(second, place);
    }

    private boolean knownActivity(String id, String place) {
        if (!activities.containsKey(id)) {
            unknown(id, place);
            return false;
        }
        return true;
    }

    private void knownResource(String id, String place) {
        if (!resources.containsKey(id)) {
            unknown(id, place);
        }
    }

    private void time(int time, String place) {
        if (time < 0 || time > LATEST) {
            wrong("time", place, Message.of("schedule.badTime").with("latest", LATEST));
        }
    }

    private void spans(List<Span> spans, String place) {
        tooMany(place, spans.size(), MOST_SPANS);
        for (var span : spans) {
            time(span.from(), place);
            time(span.to(), place);
            if (span.from() >= span.to()) {
                wrong(
                        "span",
                        place,
                        Message.of("schedule.badSpan").with("from", span.from()).with("to", span.to()));
            }
        }
    }

    private void previous(Map<String, Integer> previous) {
        previous.forEach((id, start) -> {
            if (!activities.containsKey(id)) {
                unknown(id, "previous");
            } else {
                time(start, "previous");
            }
        });
    }

    /** Names a circle in "follows", which is a slip of the pen and no question. */
    private void circle(List<Activity> all, List<PlanRule> rules) {
        var followers = new HashMap<String, List<String>>();
        var waitsFor = new HashMap<String, Integer>();
        for (var rule : rules) {
            if (rule instanceof PlanRule.Order order && isFollowing(order)) {
                followers
                        .computeIfAbsent(order.before(), id -> new ArrayList<>())
                        .add(order.after());
                waitsFor.merge(order.after(), 1, Integer::sum);
            }
        }
        var free = new ArrayDeque<String>();
        all.stream().map(Activity::id).filter(id -> !waitsFor.containsKey(id)).forEach(free::add);
        var placed = new HashSet<String>();
        while (!free.isEmpty()) {
            var id = free.remove();
            placed.add(id);
            for (var follower : followers.getOrDefault(id, List.of())) {
                if (waitsFor.merge(follower, -1, Integer::sum) == 0) {
                    free.add(follower);
                }
            }
        }
        if (placed.size() < all.size()) {
            wrong("circle", "rules", Message.of("schedule.circle").with("circle", told(circleAmong(rules, placed))));
        }
    }

    private boolean isFollowing(PlanRule.Order order) {
        var least = order.atLeast();
        var before = activities.get(order.before());
        if (least == null || before == null) {
            return false;
        }
        var lag = order.from() == PlanRule.Anchor.END ? least + before.duration() : least;
        return least >= 0 && lag > 0
                || order.from() == PlanRule.Anchor.END && least >= 0 && lag >= 0 && isLasting(order);
    }

    /** Two that last no time may follow each other at one moment; anything else in a circle cannot be. */
    private boolean isLasting(PlanRule.Order order) {
        var after = activities.get(order.after());
        return after != null && after.duration() > 0;
    }

    /** Goes back from what is left until it meets itself: everything left waits for something left. */
    private List<String> circleAmong(List<PlanRule> rules, Set<String> placed) {
        var waitsFor = new HashMap<String, String>();
        for (var rule : rules) {
            if (rule instanceof PlanRule.Order order
                    && isFollowing(order)
                    && !placed.contains(order.before())
                    && !placed.contains(order.after())) {
                waitsFor.putIfAbsent(order.after(), order.before());
            }
        }
        var way = new ArrayList<String>();
        var at = Collections.min(waitsFor.keySet());
        while (at != null && !way.contains(at)) {
            way.add(at);
            at = waitsFor.get(at);
        }
        var circle = new ArrayList<>(at == null ? way : way.subList(way.indexOf(at), way.size()));
        Collections.reverse(circle);
        circle.add(circle.get(0));
        return circle;
    }

    private static String told(List<String> circle) {
        return circle.size() <= 12
                ? String.join(" → ", circle)
                : String.join(" → ", circle.subList(0, 6)) + " → … → "
                        + String.join(" → ", circle.subList(circle.size() - 5, circle.size()));
    }
}
