package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened in a case, as each side may read it; every entry also goes into the audit. */
@Component
class VisitStory {

    private static final String PROGRAM = "system";

    private final JdbcClient database;
    private final AuditTrail audit;
    private final Clock clock;

    VisitStory(JdbcClient database, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One entry of a story.
     *
     * @param account who; {@code system} for what the program did by itself
     * @param onBehalfOf the absent officer whose deputy that was
     * @param event a code such as {@code endorsed}; its text is {@code visit.story.<event>}
     */
    record Entry(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            String event,
            @Nullable String detail) {}

    /**
     * Adds an entry that one side reads.
     *
     * @param detail a code or id, never free text
     */
    void tell(String number, String side, String account, String event, @Nullable String detail) {
        database.sql("insert into visit_story (request_number, side, happened_at, account, event, detail,"
                        + " on_behalf_of) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        side,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        account,
                        event,
                        detail,
                        OnBehalf.of(account))
                .update();
        audit.record(account, side, number, "visit." + event, detail);
    }

    /** Adds an entry of what the program did by itself, which both sides read. */
    void tellBoth(String number, String host, String sender, String event, @Nullable String detail) {
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        database.sql("insert into visit_story (request_number, side, happened_at, account, event, detail)"
                        + " values (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?)")
                .params(number, host, at, PROGRAM, event, detail, number, sender, at, PROGRAM, event, detail)
                .update();
        audit.record(PROGRAM, host, number, "visit." + event, detail);
        audit.record(PROGRAM, sender, number, "visit." + event, detail);
    }

    List<Entry> read(String number, String side) {
        return database.sql("select * from visit_story where request_number = ? and side = ? order by id")
                .params(number, side)
                .query((row, n) -> new Entry(
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("event"),
                        row.getString("detail")))
                .list();
    }
}
