package org.mushterek.exercise.schedule;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a plan must keep. Each has an id of its own, under which a clash names it. */
public sealed interface PlanRule {

    String id();

    /** From where a lag counts. */
    enum Anchor {
        /** From the end of the earlier activity: what "follows" means. */
        END,
        /** From its beginning. */
        START
    }

    /**
     * One activity begins so long after another.
     *
     * @param atLeast units from the anchor to the beginning of {@code after}; may be negative; null where open
     * @param atMost likewise
     */
    record Order(
            String id,
            String before,
            String after,
            Anchor from,
            @Nullable Integer atLeast,
            @Nullable Integer atMost) implements PlanRule {

        /** It follows, at once or later. */
        public static Order follows(String id, String before, String after) {
            return new Order(id, before, after, Anchor.END, 0, null);
        }
    }

    /** An activity begins not before {@code from} and ends not after {@code to}; null where open. */
    record Window(
            String id,
            String activity,
            @Nullable Integer from,
            @Nullable Integer to) implements PlanRule {}

    /** An activity begins exactly then. */
    record Pin(String id, String activity, int start) implements PlanRule {}

    /** An activity has begun or is over: it stands where it stands, and nobody gives that up. */
    record Held(String id, String activity, int start) implements PlanRule {}

    /**
     * So much time has passed: none of these begins before, and nobody gives that up.
     *
     * @param kept those that may also begin where they stand, although that is before, by id
     */
    record Elapsed(String id, int from, Set<String> activities, Map<String, Integer> kept) implements PlanRule {
        public Elapsed {
            activities = Set.copyOf(activities);
            kept = Map.copyOf(kept);
        }
    }

    /** Nothing occupies the resource then, not even with its set-up and clear-up. */
    record Closure(String id, String resource, Span span) implements PlanRule {}

    /**
     * Somebody else uses so much of the resource then, so that its capacities have less for the activities.
     *
     * @param span with set-up and clear-up
     */
    record Reserved(String id, String resource, Span span, int bookings, int persons) implements PlanRule {

        int of(Resource.Measure measure) {
            return measure == Resource.Measure.BOOKINGS ? bookings : persons;
        }
    }

    /** The resource is occupied, with set-up and clear-up, only within these spans. */
    record Hours(String id, String resource, List<Span> open) implements PlanRule {
        public Hours {
            open = List.copyOf(open);
        }
    }

    /** Both begin on one day. */
    record SameDay(String id, String first, String second) implements PlanRule {}

    /** They begin on different days. */
    record NotSameDay(String id, String first, String second) implements PlanRule {}

    /** By which light. */
    enum Light {
        /** From sunrise to sunset. */
        DAY,
        /** From the end of the evening's civil twilight to the beginning of the morning's. */
        NIGHT
    }

    /** The activity runs within one of these spans, which are the days or the nights at its place. */
    record ByLight(String id, String activity, Light light, List<Span> spans) implements PlanRule {
        public ByLight {
            spans = List.copyOf(spans);
        }
    }

    /** Between any two activities of the resource (a team) lie at least so many units. */
    record Rest(String id, String resource, int length) implements PlanRule {}

    /** Their danger zones meet, so they are not closed at the same time. */
    record ZonesMeet(String id, String first, String second) implements PlanRule {}

    /**
     * While the danger zone of one is closed, the other is not in it. Unlike {@link ZonesMeet} it needs no zone of its own.
     *
     * @param hot whose zone it is
     * @param inside that would be in it
     * @param before units it is there before it begins
     * @param after units it stays there after it has ended
     */
    record KeepsOut(String id, String hot, String inside, int before, int after) implements PlanRule {}

    /**
     * Somebody else closes a zone that meets the activity's, or is in it.
     *
     * @param isOccupied whether somebody else is in the activity's zone then, which only changes how it is told
     */
    record ZoneTaken(String id, String activity, Span span, boolean isOccupied) implements PlanRule {

        /** Another zone that meets the activity's is closed then. */
        public ZoneTaken(String id, String activity, Span span) {
            this(id, activity, span, false);
        }
    }

    /**
     * Somebody else closes a zone in which the activity would be.
     *
     * @param before units it is there before it begins
     * @param after units it stays there after it has ended
     */
    record ZoneShut(String id, String activity, Span span, int before, int after) implements PlanRule {}

    /** The resource takes no more at once. */
    record Capacity(String id, String resource, Resource.Measure measure, int most) implements PlanRule {}

    /** Everything has ended by then. */
    record End(String id, int by) implements PlanRule {}
}
