package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.Resource;

/**
 * A problem as it is set. Moments and lengths are whole units; on a calendar a moment may be a local date and time
 * ({@code 2027-05-12T08:30}) and a length a duration ({@code PT8H}).
 *
 * @param calendar which days; absent for abstract units
 * @param unitsPerDay how many units make a day where there is no calendar; absent where there are no days
 * @param endsBy when everything must have ended
 * @param previous beginnings in the plan that is replaced, by activity: the fewest of them are moved
 */
@Schema(example = """
                {"resources": [{"id": "R1", "bookings": 4}],
                 "activities": [{"id": "a", "duration": 3, "demands": [{"resource": "R1", "bookings": 2}]},
                                {"id": "b", "duration": 4, "demands": [{"resource": "R1", "bookings": 3}]}],
                 "rules": [{"type": "ORDER", "before": "a", "after": "b"}]}""")
record PostedProblem(
        @Nullable Calendar calendar,
        @Nullable Integer unitsPerDay,

        @Schema(oneOf = {Integer.class, String.class}) @Nullable
        Object endsBy,

        @Nullable List<PostedResource> resources,
        @Nullable List<PostedActivity> activities,
        @Nullable List<PostedRule> rules,
        @Nullable Map<String, Object> previous,
        @Nullable PostedLimits limits) {

    /**
     * Days from midnight to midnight.
     *
     * @param zone such as {@code Asia/Baku}
     * @param minutesPerUnit divides an hour, or is of whole hours and divides a day
     */
    record Calendar(
            @Nullable LocalDate firstDay,
            @Nullable Integer days,
            @Nullable String zone,
            @Nullable Integer minutesPerUnit) {}

    /**
     * What is shared.
     *
     * @param bookings how many bookings it takes at once
     * @param persons how many persons it takes at once
     * @param setUp how long it is occupied before an activity
     * @param clearUp how long it stays occupied after an activity
     */
    record PostedResource(
            @Nullable String id,
            @Nullable String name,
            Resource.@Nullable Kind kind,
            @Nullable Integer bookings,
            @Nullable Integer persons,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object setUp,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object clearUp) {}

    /** What is to be placed. */
    record PostedActivity(
            @Nullable String id,
            @Nullable String name,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object duration,

            @Nullable List<PostedDemand> demands,
            @Nullable PostedZone zone) {}

    /**
     * What an activity takes of a resource.
     *
     * @param bookings 1 where nothing is said, or none where the resource counts persons only
     * @param persons none where nothing is said
     */
    record PostedDemand(
            @Nullable String resource,
            @Nullable Integer bookings,
            @Nullable Integer persons) {}

    /** A danger zone: its corners in order, and how long it is closed before and after. */
    record PostedZone(
            @Nullable List<PostedCorner> corners,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object before,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object after) {}

    /** Degrees north and east. */
    record PostedCorner(@Nullable Double latitude, @Nullable Double longitude) {}

    /** The kinds of rules, each with the fields it takes. */
    enum RuleType {
        /** {@code before}, {@code after}, {@code anchor}, {@code atLeast}, {@code atMost}. */
        ORDER,
        /** {@code activity}, {@code from}, {@code to}. */
        WINDOW,
        /** {@code activity}, {@code start}. */
        PIN,
        /** {@code resource}, {@code from}, {@code to}. */
        CLOSURE,
        /** {@code resource} and {@code opens}, {@code closes} of every day, or {@code open} spans. */
        HOURS,
        /** {@code first}, {@code second}. */
        SAME_DAY,
        /** {@code first}, {@code second}. */
        NOT_SAME_DAY,
        /** {@code activity}, {@code light}, {@code latitude}, {@code longitude}. */
        LIGHT,
        /** {@code resource}, {@code length}. */
        REST,
        /** {@code corners}, {@code from}, {@code to}. */
        ZONE_TAKEN
    }

    /** A span of moments. */
    record PostedSpan(
            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object from,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object to) {}

    /**
     * A rule; which fields it takes is a matter of its type.
     *
     * @param id under which a clash names it; made from type and place where nothing is said
     * @param anchor from where the lags of an order count; the end of {@code before} where nothing is said
     * @param atLeast the least lag; 0 where neither lag is said
     */
    record PostedRule(
            @Nullable RuleType type,
            @Nullable String id,
            @Nullable String before,
            @Nullable String after,
            PlanRule.@Nullable Anchor anchor,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object atLeast,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object atMost,

            @Nullable String activity,
            @Nullable String first,
            @Nullable String second,
            @Nullable String resource,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object start,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object from,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object to,

            @Nullable List<PostedSpan> open,

            @Schema(type = "string", example = "08:00") @Nullable
            LocalTime opens,

            @Schema(type = "string", example = "18:00") @Nullable
            LocalTime closes,

            @Schema(oneOf = {Integer.class, String.class}) @Nullable
            Object length,

            PlanRule.@Nullable Light light,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable List<PostedCorner> corners) {}

    /**
     * When the search gives up.
     *
     * @param effort in seconds of an ordinary machine, the same everywhere; 20 where nothing is said
     * @param seconds of the clock; 120 where nothing is said
     * @param gap which fraction from the best is good enough; 0 where nothing is said
     */
    record PostedLimits(
            @Nullable Double effort,
            @Nullable Double seconds,
            @Nullable Double gap) {}
}
