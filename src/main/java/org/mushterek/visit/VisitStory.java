package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.AtCommit;
import org.mushterek.common.FinalWrites;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What happened in a case, as each side may read it; every entry also goes into the audit. */
@Component
class VisitStory {

    private static final String PROGRAM = "system";

    private static final String INSERT =
            "insert into visit_story (request_number, side, happened_at, account, event, detail, on_behalf_of)";

    private final JdbcTemplate database;
    private final AuditTrail audit;
    private final Clock clock;
    private final AtCommit<Object[]> unwritten;

    VisitStory(JdbcTemplate database, FinalWrites finalWrites, AuditTrail audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.unwritten = new AtCommit<>(AtCommit.LAST, rows -> finalWrites.insert(INSERT, rows));
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
        unwritten.add(row(
                number, side, clock.instant().atOffset(ZoneOffset.UTC), account, event, detail, OnBehalf.of(account)));
        audit.record(account, side, number, "visit." + event, detail);
    }

    /** Adds an entry of what the program did by itself, which both sides read. */
    void tellBoth(String number, String host, String sender, String event, @Nullable String detail) {
        var at = clock.instant().atOffset(ZoneOffset.UTC);
        unwritten.add(row(number, host, at, PROGRAM, event, detail, null));
        unwritten.add(row(number, sender, at, PROGRAM, event, detail, null));
        audit.record(PROGRAM, host, number, "visit." + event, detail);
        audit.record(PROGRAM, sender, number, "visit." + event, detail);
    }

    private static Object[] row(@Nullable Object... row) {
        return row;
    }

    List<Entry> read(String number, String side) {
        unwritten.writeNow();
        return database.query(
                "select * from visit_story where request_number = ? and side = ? order by id",
                (row, n) -> new Entry(
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("event"),
                        row.getString("detail")),
                number,
                side);
    }
}
