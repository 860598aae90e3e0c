package org.mushterek.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.notification.Round;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Withdraws requests that nobody goes on with, where it is for their own side to do so. Nothing else ends them, and what is not
 * closed is never erased, on either side. One is left when its last day is so many days past and nothing was written in it for as
 * long (a day may be mistyped), or, where it names none, when nothing was written in it for so many days (ADR 14).
 */
@Component
public class AbandonedRequests implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedRequests.class);

    private static final String AFTER_VISIT = "retention.abandonedAfterVisit";
    private static final String UNTOUCHED = "retention.abandonedUntouched";

    private static final DatedParameters PARAMETERS = DatedParameters.read("/rulebook/retention.yaml");

    /** So many in one go; what is left comes in the next. */
    private static final int AT_ONCE = 200;

    private final SendingSide sendingSide;
    private final Sides sides;
    private final JdbcClient database;
    private final Clock clock;

    AbandonedRequests(SendingSide sendingSide, Sides sides, JdbcClient database, Clock clock) {
        this.sendingSide = sendingSide;
        this.sides = sides;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void go() {
        for (var side : sides.all()) {
            for (var number : abandoned(side)) {
                try {
                    sendingSide.abandon(number, () -> isAbandoned(side, number));
                } catch (RuntimeException failed) {
                    // Another node may have been faster; else it comes again.
                    LOG.warn(
                            "The request {} was not withdrawn: {}",
                            number,
                            failed.getClass().getName());
                }
            }
        }
    }

    private List<String> abandoned(Side side) {
        return asked(side, "true").param("most", AT_ONCE).query(String.class).list();
    }

    /** Whether it still is, now that nobody else writes in it. */
    private boolean isAbandoned(Side side, String number) {
        return asked(side, "r.number = :number")
                .param("number", number)
                .param("most", 1)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private JdbcClient.StatementSpec asked(Side side, String which) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, side.zone());
        var days = PARAMETERS.on(today);
        return database.sql("select r.number from visit_request r where r.sending_state = :side and " + which
                        + " and r.state in (:waiting) and (r.last_day < :lastDay and " + untouchedSince(":rested")
                        + " or r.last_day is null and " + untouchedSince(":touched")
                        + ") order by r.changed_at, r.number fetch first :most rows only")
                .param("side", side.code())
                .param(
                        "waiting",
                        Stream.of(RequestState.values())
                                .filter(RequestState::waitsForOwnSide)
                                .map(RequestState::name)
                                .toList())
                .param("lastDay", today.minusDays(days.calendarDays(AFTER_VISIT)))
                .param("rested", before(now, days.calendarDays(AFTER_VISIT)))
                .param("touched", before(now, days.calendarDays(UNTOUCHED)));
    }

    private static String untouchedSince(String then) {
        return "r.changed_at < " + then
                + " and not exists (select 1 from visit_story s where s.request_number = r.number"
                + " and s.side = r.sending_state and s.happened_at >= " + then + ")";
    }

    private static OffsetDateTime before(Instant now, int days) {
        return now.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
    }
}
