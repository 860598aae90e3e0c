package org.mushterek.exercise.schedule;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/** A rule in an officer's words. */
public final class RuleWords {

    private final TimeGrid grid;
    private final Map<String, Activity> activities;
    private final Map<String, Resource> resources;

    public RuleWords(ScheduleProblem problem) {
        grid = problem.grid();
        activities = problem.activities().stream().collect(Collectors.toMap(Activity::id, activity -> activity));
        resources = problem.resourcesById();
    }

    public Message of(PlanRule rule) {
        if (rule instanceof PlanRule.Order order) {
            return ofOrder(order);
        }
        if (rule instanceof PlanRule.Window window) {
            var from = window.from();
            var to = window.to();
            if (from != null && to != null) {
                return Message.of("schedule.rule.window")
                        .with("activity", activity(window.activity()))
                        .with("from", grid.tell(from))
                        .with("to", grid.tell(to));
            }
            return from != null
                    ? Message.of("schedule.rule.windowFrom")
                            .with("activity", activity(window.activity()))
                            .with("from", grid.tell(from))
                    : Message.of("schedule.rule.windowTo")
                            .with("activity", activity(window.activity()))
                            .with("to", to == null ? "" : grid.tell(to));
        }
        if (rule instanceof PlanRule.Pin pin) {
            return Message.of("schedule.rule.pin")
                    .with("activity", activity(pin.activity()))
                    .with("start", grid.tell(pin.start()));
        }
        if (rule instanceof PlanRule.Held held) {
            return Message.of("schedule.rule.held")
                    .with("activity", activity(held.activity()))
                    .with("start", grid.tell(held.start()));
        }
        if (rule instanceof PlanRule.Elapsed elapsed) {
            return Message.of("schedule.rule.elapsed").with("from", grid.tell(elapsed.from()));
        }
        if (rule instanceof PlanRule.Closure closure) {
            return ofClosure(closure);
        }
        if (rule instanceof PlanRule.Reserved reserved) {
            return Message.of("schedule.rule.taken")
                    .with("resource", resource(reserved.resource()))
                    .with("from", grid.tell(reserved.span().from()))
                    .with("to", grid.tell(reserved.span().to()));
        }
        if (rule instanceof PlanRule.Hours hours) {
            return Message.of("schedule.rule.hours").with("resource", resource(hours.resource()));
        }
        if (rule instanceof PlanRule.SameDay same) {
            return pair("schedule.rule.sameDay", same.first(), same.second());
        }
        if (rule instanceof PlanRule.NotSameDay other) {
            return pair("schedule.rule.notSameDay", other.first(), other.second());
        }
        if (rule instanceof PlanRule.ByLight light) {
            return Message.of(light.light() == PlanRule.Light.DAY ? "schedule.rule.byDay" : "schedule.rule.byNight")
                    .with("activity", activity(light.activity()));
        }
        if (rule instanceof PlanRule.Rest rest) {
            return Message.of("schedule.rule.rest")
                    .with("resource", resource(rest.resource()))
                    .with("length", grid.tellLength(rest.length()));
        }
        if (rule instanceof PlanRule.ZonesMeet meet) {
            return pair("schedule.rule.zonesMeet", meet.first(), meet.second());
        }
        if (rule instanceof PlanRule.ZoneTaken taken) {
            return during(
                    taken.isOccupied() ? "schedule.rule.zoneOccupied" : "schedule.rule.zoneTaken",
                    taken.activity(),
                    taken.span());
        }
        if (rule instanceof PlanRule.ZoneShut shut) {
            return during("schedule.rule.zoneShut", shut.activity(), shut.span());
        }
        if (rule instanceof PlanRule.KeepsOut out) {
            return Message.of("schedule.rule.keepsOut")
                    .with("hot", activity(out.hot()))
                    .with("inside", activity(out.inside()));
        }
        if (rule instanceof PlanRule.Capacity capacity) {
            if (isOverseer(capacity.resource())) {
                return Message.of("schedule.rule.overseesOne").with("resource", resource(capacity.resource()));
            }
            return Message.of(
                            capacity.measure() == Resource.Measure.PERSONS
                                    ? "schedule.rule.persons"
                                    : "schedule.rule.bookings")
                    .with("resource", resource(capacity.resource()))
                    .with("most", capacity.most());
        }
        if (rule instanceof PlanRule.End end) {
            return Message.of("schedule.rule.end").with("by", grid.tell(end.by()));
        }
        throw new IllegalStateException("No words for the rule " + rule.id());
    }

    private Message ofClosure(PlanRule.Closure closure) {
        if (grid instanceof TimeGrid.Days days) {
            var day = grid.dayOf(closure.span().from());
            if (closure.span().equals(new Span(grid.startOfDay(day), grid.startOfDay(day + 1)))) {
                return Message.of("schedule.rule.closedOn")
                        .with("resource", resource(closure.resource()))
                        .with("day", days.firstDay().plusDays(day));
            }
        }
        return Message.of("schedule.rule.closed")
                .with("resource", resource(closure.resource()))
                .with("from", grid.tell(closure.span().from()))
                .with("to", grid.tell(closure.span().to()));
    }

    private Message ofOrder(PlanRule.Order order) {
        var least = order.atLeast();
        var most = order.atMost();
        if (order.from() == PlanRule.Anchor.END && most == null && least != null && least == 0) {
            return lag("schedule.rule.follows", order, null, null);
        }
        var anchor = order.from() == PlanRule.Anchor.END ? "End" : "Start";
        if (most == null) {
            return lag("schedule.rule.after" + anchor + ".least", order, least, null);
        }
        return least == null
                ? lag("schedule.rule.after" + anchor + ".most", order, null, most)
                : lag("schedule.rule.after" + anchor + ".between", order, least, most);
    }

    private Message lag(String key, PlanRule.Order order, @Nullable Integer least, @Nullable Integer most) {
        var message = new Message(key, Map.of())
                .with("before", activity(order.before()))
                .with("after", activity(order.after()));
        if (least != null) {
            message = message.with("least", grid.tellLength(least));
        }
        return most == null ? message : message.with("most", grid.tellLength(most));
    }

    private Message during(String key, String activity, Span span) {
        return new Message(key, Map.of())
                .with("activity", activity(activity))
                .with("from", grid.tell(span.from()))
                .with("to", grid.tell(span.to()));
    }

    private Message pair(String key, String first, String second) {
        return new Message(key, Map.of()).with("first", activity(first)).with("second", activity(second));
    }

    private Message activity(String id) {
        var activity = activities.get(id);
        return activity == null || activity.name().equals(id)
                ? Message.of("schedule.activity").with("id", id)
                : Message.of("schedule.activityNamed").with("id", id).with("name", activity.name());
    }

    private boolean isOverseer(String id) {
        var resource = resources.get(id);
        return resource != null && resource.kind() == Resource.Kind.OVERSEER;
    }

    private Message resource(String id) {
        var resource = resources.get(id);
        var kind = resource == null ? Resource.Kind.OTHER : resource.kind();
        return new Message("schedule.resource." + kind, Map.of()).with("name", resource == null ? id : resource.name());
    }
}
