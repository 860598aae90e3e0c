package org.mushterek.visit.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.visit.Movement;

/**
 * All that the rules on arrivals and departures read of one entry before it is made.
 *
 * @param line the person's place in the roll
 * @param at when it happened, as it is told
 * @param recordedAt when it is recorded
 * @param zone the host's
 * @param firstDay of the permit, on the host's calendar
 * @param lastDay of the permit
 * @param admitted whether the permit let this person in at that moment, whatever its days and its state
 * @param standing how the permit stood at that moment
 * @param last the person's latest entry that stands; null where there is none
 */
public record MovementFacts(
        int line,
        Movement.Kind kind,
        Instant at,
        Instant recordedAt,
        ZoneId zone,
        LocalDate firstDay,
        LocalDate lastDay,
        boolean admitted,
        Standing standing,
        @Nullable Entry last) {

    /** How a permit stood at a moment. */
    public enum Standing {
        /** It was out and not suspended. */
        HELD,
        /** Nobody had it yet. */
        NOT_OUT,
        SUSPENDED,
        /** It was used up, expired, revoked or replaced by another. */
        ENDED
    }

    public record Entry(Movement.Kind kind, Instant at) {}

    boolean isArrival() {
        return kind == Movement.Kind.ARRIVED;
    }

    /** A time as the host's clock shows it, with the city whose clock that is. */
    Message written(Instant moment) {
        return Message.of("visit.movement.moment")
                .with("when", LocalDateTime.ofInstant(moment, zone))
                .with("city", Message.of("ui.zone." + zone.getId()));
    }

    /** The day of the movement at the host. */
    LocalDate day() {
        return LocalDate.ofInstant(at, zone);
    }
}
