package org.mushterek.web.exercise;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.schedule.Activity;
import org.mushterek.exercise.schedule.DangerZone;
import org.mushterek.exercise.schedule.Demand;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.ProblemCheck;
import org.mushterek.exercise.schedule.Resource;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.mushterek.exercise.schedule.SearchLimits;
import org.mushterek.exercise.schedule.Span;
import org.mushterek.exercise.schedule.Sunlight;
import org.mushterek.exercise.schedule.TimeGrid;
import org.mushterek.web.exercise.PostedProblem.PostedRule;

/** Reads a posted problem; all that is wrong with it comes in one refusal. */
final class ProblemReading {

    private static final double MOST_SECONDS = 600;
    private static final SearchLimits USUAL = new SearchLimits(20, 120, 0);

    private final List<Finding> findings = new ArrayList<>();
    private TimeGrid grid = new TimeGrid.Units(null);

    private ProblemReading() {}

    /** @throws Refusal INVALID with every finding */
    static ScheduleProblem problem(PostedProblem posted) {
        return new ProblemReading().read(posted);
    }

    /** @throws Refusal INVALID where a limit is none */
    static SearchLimits limits(PostedProblem posted) {
        var given = posted.limits();
        if (given == null) {
            return USUAL;
        }
        var limits = new SearchLimits(
                given.effort() == null ? USUAL.effort() : given.effort(),
                given.seconds() == null ? USUAL.seconds() : given.seconds(),
                given.gap() == null ? USUAL.gap() : given.gap());
        if (!(limits.effort() >= 0.1 && limits.effort() <= MOST_SECONDS)
                || !(limits.seconds() >= 0.1 && limits.seconds() <= MOST_SECONDS)
                || !(limits.gap() >= 0 && limits.gap() <= 1)) {
            throw invalid(List.of(
                    finding("limits", "limits", Message.of("schedule.badLimits").with("most", (int) MOST_SECONDS))));
        }
        return limits;
    }

    private ScheduleProblem read(PostedProblem posted) {
        tooMany("activities", posted.activities(), ProblemCheck.MOST_ACTIVITIES);
        tooMany("resources", posted.resources(), ProblemCheck.MOST_RESOURCES);
        tooMany("rules", posted.rules(), ProblemCheck.MOST_RULES);
        stopIfWrong();
        grid = grid(posted);
        stopIfWrong();
        var resources = resources(orNone(posted.resources()));
        var activities = activities(orNone(posted.activities()), resources);
        var rules = rules(orNone(posted.rules()), activities);
        var endsBy = posted.endsBy() == null ? null : Integer.valueOf(moment(posted.endsBy(), "endsBy"));
        var previous = new HashMap<String, Integer>();
        if (posted.previous() != null) {
            posted.previous().forEach((id, start) -> previous.put(id, moment(start, "previous." + id)));
        }
        stopIfWrong();
        findings.addAll(ProblemCheck.check(grid, resources, activities, rules, endsBy, previous));
        stopIfWrong();
        return ScheduleProblem.of(grid, resources, activities, rules, endsBy, previous);
    }

    private void tooMany(String place, @Nullable List<?> given, int most) {
        if (given != null && given.size() > most) {
            findings.add(finding(
                    "tooMany",
                    place,
                    Message.of("schedule.tooMany")
                            .with("place", place)
                            .with("count", given.size())
                            .with("most", most)));
        }
    }

    private TimeGrid grid(PostedProblem posted) {
        var calendar = posted.calendar();
        if (calendar == null) {
            return new TimeGrid.Units(posted.unitsPerDay());
        }
        var firstDay = calendar.firstDay();
        var days = calendar.days();
        var zone = calendar.zone();
        if (firstDay == null || days == null || zone == null) {
            missing(firstDay == null ? "calendar.firstDay" : days == null ? "calendar.days" : "calendar.zone");
            return grid;
        }
        var minutes = calendar.minutesPerUnit() == null ? Integer.valueOf(15) : calendar.minutesPerUnit();
        ZoneId known;
        try {
            known = ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            wrong("zone", "calendar.zone", "schedule.badZone.time");
            return grid;
        }
        var read = new TimeGrid.Days(firstDay, days, known, minutes);
        // A grid that is no grid must not be computed with.
        findings.addAll(ProblemCheck.check(read, List.of(), List.of(Activity.of("x", 0)), List.of(), null, Map.of()));
        return read;
    }

    private List<Resource> resources(List<PostedProblem.PostedResource> posted) {
        var resources = new ArrayList<Resource>();
        for (var i = 0; i < posted.size(); i++) {
            var given = posted.get(i);
            var place = "resources[" + i + "]";
            if (given == null) {
                missing(place);
                continue;
            }
            var id = text(given.id(), place + ".id");
            resources.add(new Resource(
                    id,
                    given.name() == null ? id : given.name(),
                    given.kind() == null ? Resource.Kind.OTHER : given.kind(),
                    given.bookings(),
                    given.persons(),
                    length(given.setUp(), place + ".setUp", 0),
                    length(given.clearUp(), place + ".clearUp", 0)));
        }
        return resources;
    }

    private List<Activity> activities(List<PostedProblem.PostedActivity> posted, List<Resource> resources) {
        var known = new HashMap<String, Resource>();
        resources.forEach(resource -> known.put(resource.id(), resource));
        var activities = new ArrayList<Activity>();
        for (var i = 0; i < posted.size(); i++) {
            var given = posted.get(i);
            var place = "activities[" + i + "]";
            if (given == null) {
                missing(place);
                continue;
            }
            var id = text(given.id(), place + ".id");
            if (given.duration() == null) {
                missing(place + ".duration");
            }
            var demands = new ArrayList<Demand>();
            for (var demand : orNone(given.demands())) {
                var where = place + ".demands[" + demands.size() + "]";
                if (demand == null) {
                    missing(where);
                    break;
                }
                var name = text(demand.resource(), where + ".resource");
                var resource = known.get(name);
                var usual = resource != null && resource.bookings() == null ? 0 : 1;
                demands.add(new Demand(
                        name,
                        demand.bookings() == null ? usual : demand.bookings(),
                        demand.persons() == null ? 0 : demand.persons()));
            }
            activities.add(new Activity(
                    id,
                    given.name() == null ? id : given.name(),
                    length(given.duration(), place + ".duration", 0),
                    demands,
                    zone(given.zone(), place + ".zone")));
        }
        return activities;
    }

    private @Nullable DangerZone zone(PostedProblem.@Nullable PostedZone given, String place) {
        return given == null
                ? null
                : new DangerZone(
                        corners(given.corners(), place + ".corners"),
                        length(given.before(), place + ".before", 0),
                        length(given.after(), place + ".after", 0));
    }

    private List<DangerZone.Corner> corners(@Nullable List<PostedProblem.PostedCorner> given, String place) {
        var corners = new ArrayList<DangerZone.Corner>();
        for (var corner : orNone(given)) {
            if (corner == null || corner.latitude() == null || corner.longitude() == null) {
                missing(place);
                return List.of();
            }
            corners.add(new DangerZone.Corner(corner.latitude(), corner.longitude()));
        }
        return corners;
    }

    private List<PlanRule> rules(List<PostedRule> posted, List<Activity> activities) {
        var rules = new ArrayList<PlanRule>();
        for (var i = 0; i < posted.size(); i++) {
            var given = posted.get(i);
            var place = "rules[" + i + "]";
            if (given == null || given.type() == null) {
                missing(place + ".type");
                continue;
            }
            var id = given.id() == null ? given.type() + "-" + (i + 1) : given.id();
            switch (given.type()) {
                case ORDER -> rules.add(order(id, given, place));
                case WINDOW ->
                    rules.add(new PlanRule.Window(
                            id,
                            text(given.activity(), place + ".activity"),
                            given.from() == null ? null : Integer.valueOf(moment(given.from(), place + ".from")),
                            given.to() == null ? null : Integer.valueOf(moment(given.to(), place + ".to"))));
                case PIN ->
                    rules.add(new PlanRule.Pin(
                            id, text(given.activity(), place + ".activity"), moment(given.start(), place + ".start")));
                case CLOSURE ->
                    rules.add(new PlanRule.Closure(
                            id, text(given.resource(), place + ".resource"), span(given.from(), given.to(), place)));
                case HOURS ->
                    rules.add(new PlanRule.Hours(id, text(given.resource(), place + ".resource"), open(given, place)));
                case SAME_DAY ->
                    rules.add(new PlanRule.SameDay(
                            id, text(given.first(), place + ".first"), text(given.second(), place + ".second")));
                case NOT_SAME_DAY ->
                    rules.add(new PlanRule.NotSameDay(
                            id, text(given.first(), place + ".first"), text(given.second(), place + ".second")));
                case LIGHT -> light(id, given, place, rules);
                case REST -> {
                    if (given.length() == null) {
                        missing(place + ".length");
                    }
                    rules.add(new PlanRule.Rest(
                            id,
                            text(given.resource(), place + ".resource"),
                            length(given.length(), place + ".length", 0)));
                }
                case ZONE_TAKEN -> zoneTaken(id, given, place, activities, rules);
            }
        }
        return rules;
    }

    private PlanRule order(String id, PostedRule given, String place) {
        var least = given.atLeast() == null ? null : Integer.valueOf(length(given.atLeast(), place + ".atLeast", 0));
        var most = given.atMost() == null ? null : Integer.valueOf(length(given.atMost(), place + ".atMost", 0));
        return new PlanRule.Order(
                id,
                text(given.before(), place + ".before"),
                text(given.after(), place + ".after"),
                given.anchor() == null ? PlanRule.Anchor.END : given.anchor(),
                least == null && most == null ? Integer.valueOf(0) : least,
                most);
    }

    private List<Span> open(PostedRule given, String place) {
        var open = new ArrayList<Span>();
        var opens = given.opens();
        var closes = given.closes();
        if (opens != null && closes != null) {
            if (grid instanceof TimeGrid.Days days) {
                for (var day = 0; day < days.days(); day++) {
                    addDay(open, days, day, opens, closes);
                }
            } else {
                wrong("noCalendar", place + ".opens", "schedule.noCalendar");
            }
        } else if (given.open() == null) {
            missing(place + ".open");
        }
        for (var span : orNone(given.open())) {
            if (span == null) {
                missing(place + ".open");
            } else {
                open.add(span(span.from(), span.to(), place + ".open"));
            }
        }
        return open;
    }

    /** Hours that end when or before they begin go on into the next day. */
    private static void addDay(List<Span> open, TimeGrid.Days days, int day, LocalTime opens, LocalTime closes) {
        var date = days.firstDay().plusDays(day);
        var until = closes.isAfter(opens) ? date : date.plusDays(1);
        var from = days.unitsUntil(date.atTime(opens).atZone(days.zone()));
        var to = days.unitsUntil(until.atTime(closes).atZone(days.zone()));
        var start = days.beginsUnit(date.atTime(opens).atZone(days.zone())) ? from : from + 1;
        if (start < to) {
            open.add(new Span(start, to));
        }
    }

    private void light(String id, PostedRule given, String place, List<PlanRule> rules) {
        var light = given.light();
        var latitude = given.latitude();
        var longitude = given.longitude();
        if (light == null || latitude == null || longitude == null) {
            missing(place + (light == null ? ".light" : latitude == null ? ".latitude" : ".longitude"));
        } else if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            findings.add(finding(
                    "zone", place, Message.of("schedule.badZone").with("id", id).with("most", 200)));
        } else if (grid instanceof TimeGrid.Days days) {
            rules.add(new PlanRule.ByLight(
                    id,
                    text(given.activity(), place + ".activity"),
                    light,
                    Sunlight.spans(days, light, latitude, longitude)));
        } else {
            wrong("noCalendar", place, "schedule.noCalendar");
        }
    }

    private void zoneTaken(String id, PostedRule given, String place, List<Activity> activities, List<PlanRule> rules) {
        var corners = corners(given.corners(), place + ".corners");
        var span = span(given.from(), given.to(), place);
        if (!DangerZone.isSound(corners)) {
            findings.add(finding(
                    "zone",
                    place + ".corners",
                    Message.of("schedule.badZone").with("id", id).with("most", 200)));
            return;
        }
        for (var activity : activities) {
            var zone = activity.zone();
            if (zone != null && DangerZone.isSound(zone.corners()) && DangerZone.meet(zone.corners(), corners)) {
                rules.add(new PlanRule.ZoneTaken(id + "/" + activity.id(), activity.id(), span));
            }
        }
    }

    private Span span(@Nullable Object from, @Nullable Object to, String place) {
        return new Span(moment(from, place + ".from"), moment(to, place + ".to"));
    }

    private int moment(@Nullable Object given, String place) {
        if (given == null) {
            missing(place);
            return 0;
        }
        if (given instanceof Integer units) {
            return units;
        }
        if (given instanceof String text && grid instanceof TimeGrid.Days days) {
            try {
                var moment = LocalDateTime.parse(text).atZone(days.zone());
                if (days.beginsUnit(moment)
                        && !moment.isBefore(days.at(0))
                        && moment.toLocalDate().isBefore(days.firstDay().plusDays(days.days() + 1L))) {
                    return days.unitsUntil(moment);
                }
            } catch (DateTimeException unreadable) {
                // Told below, like a moment within a unit.
            }
        }
        wrong("moment", place, "schedule.badMoment");
        return 0;
    }

    private int length(@Nullable Object given, String place, int usual) {
        if (given == null) {
            return usual;
        }
        if (given instanceof Integer units) {
            return units;
        }
        if (given instanceof String text && grid instanceof TimeGrid.Days days) {
            try {
                var seconds = Duration.parse(text).getSeconds();
                var unit = days.minutesPerUnit() * 60L;
                if (seconds % unit == 0 && Math.abs(seconds / unit) <= Integer.MAX_VALUE) {
                    return (int) (seconds / unit);
                }
            } catch (DateTimeException unreadable) {
                // Told below, like a length of broken units.
            }
        }
        wrong("length", place, "schedule.badLength");
        return 0;
    }

    private String text(@Nullable String given, String place) {
        if (given == null) {
            missing(place);
            return "";
        }
        return given;
    }

    private void missing(String place) {
        wrong("missing", place, "schedule.missing");
    }

    private void wrong(String code, String place, String key) {
        if (findings.size() < ProblemCheck.MOST_FINDINGS) {
            findings.add(finding(code, place, new Message(key, Map.of())));
        }
    }

    private void stopIfWrong() {
        if (!findings.isEmpty()) {
            throw invalid(findings);
        }
    }

    private static Finding finding(String code, String place, Message message) {
        return new Finding("schedule." + code, place, message, null, null);
    }

    private static Refusal invalid(List<Finding> findings) {
        return new Refusal(Refusal.Kind.INVALID, Message.of("schedule.invalid"), findings);
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
