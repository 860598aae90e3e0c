package org.mushterek.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.incident.Incident.Event;
import org.mushterek.incident.Incident.State;
import org.mushterek.incident.Incident.Words;
import org.mushterek.incident.rule.IncidentFacts.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Incidents as rows, with every step that was taken. */
@Repository
class IncidentRows {

    private static final String OF_SIDE =
            " from incident where (host = :side or sending = :side) and (cast(:exercise as varchar) is null or exercise_code = :exercise)";

    private static final String READ = "incident.read";
    private static final Duration OPENING = Duration.ofMinutes(10);

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final AuditTrail audit;
    private final Clock clock;

    IncidentRows(JdbcClient database, StoredJson json, Seals seals, AuditTrail audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    void insert(String number, String host, String account) {
        database.sql(
                        "insert into incident (number, host, state, opened_by, opened_at, version) values (?, ?, ?, ?, ?, 1)")
                .params(number, host, State.DRAFT.name(), account, now())
                .update();
    }

    Optional<Incident> find(String number) {
        return database.sql("select * from incident where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The same, which nobody changes before this transaction has ended. */
    Optional<Incident> lock(String number) {
        return database.sql("select * from incident where number = ? for update")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Those in which a side has a part, latest first. */
    Incident.Page ofSide(String side, @Nullable String exercise, int offset, int limit) {
        var items = database.sql("select *" + OF_SIDE
                        + " order by opened_at desc, number desc offset :offset rows fetch first :limit rows only")
                .param("side", side)
                .param("exercise", exercise)
                .param("offset", offset)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
        var total = database.sql("select count(*)" + OF_SIDE)
                .param("side", side)
                .param("exercise", exercise)
                .query(Long.class)
                .single();
        return new Incident.Page(items, total);
    }

    /** The sending side is told from now on. */
    void record(Incident before, String sending, IncidentContent content, State state) {
        changed(database.sql("update incident set state = ?, sending = ?, exercise_code = ?, kind = ?, content = ?,"
                        + " recorded_at = ?, version = version + 1 where number = ? and version = ?")
                .params(
                        state.name(),
                        sending,
                        content.exercise(),
                        String.valueOf(content.kind()),
                        seals.seal(
                                IncidentSeals.CONTENT,
                                CaseNumbers.side(before.number()),
                                json.write(content),
                                before.number()),
                        now(),
                        before.number(),
                        before.version())
                .update());
    }

    void become(Incident before, State state) {
        changed(database.sql("update incident set state = ?, closed_at = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(state.name(), state.isOpen() ? null : now(), before.number(), before.version())
                .update());
    }

    /** The sending side has agreed to what is to be done, or a new proposal waits for its answer. */
    void agree(Incident before, State state, @Nullable Instant agreedAt) {
        changed(database.sql("update incident set state = ?, agreed_at = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(
                        state.name(),
                        agreedAt == null ? null : agreedAt.atOffset(ZoneOffset.UTC),
                        before.number(),
                        before.version())
                .update());
    }

    /** Tells a step in the case's story and in the audit; who writes holds the lock of the case. */
    void tell(String number, String account, String side, String event, @Nullable Words words) {
        var no = 1
                + database.sql("select coalesce(max(no), 0) from incident_event where number = ?")
                        .param(number)
                        .query(Integer.class)
                        .single();
        database.sql("insert into incident_event (number, no, happened_at, account, on_behalf_of, side, event, words)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        no,
                        now(),
                        account,
                        OnBehalf.of(account),
                        side,
                        event,
                        seals.sealIfWritten(
                                IncidentSeals.WORDS,
                                CaseNumbers.side(number),
                                words == null ? null : json.write(words),
                                number,
                                no))
                .update();
        audit.record(account, side, number, "incident." + event, null);
    }

    /** That somebody has read what was written: once for ten minutes. */
    void wasRead(String account, String side, String number) {
        if (!audit.hasRecorded(account, number, READ, "words", clock.instant().minus(OPENING))) {
            audit.record(account, side, number, READ, "words");
        }
    }

    List<Event> story(String number) {
        return database.sql("select * from incident_event where number = ? order by no")
                .param(number)
                .query((row, n) -> {
                    var no = row.getInt("no");
                    var words = seals.openIfWritten(
                            IncidentSeals.WORDS, CaseNumbers.side(number), row.getString("words"), number, no);
                    return new Event(
                            no,
                            instant(row, "happened_at"),
                            row.getString("account"),
                            row.getString("on_behalf_of"),
                            row.getString("side"),
                            row.getString("event"),
                            words == null ? null : json.read(words, Words.class));
                })
                .list();
    }

    private Incident read(ResultSet row) throws SQLException {
        var number = row.getString("number");
        var kind = row.getString("kind");
        var content =
                seals.openIfWritten(IncidentSeals.CONTENT, CaseNumbers.side(number), row.getString("content"), number);
        return new Incident(
                number,
                State.valueOf(row.getString("state")),
                row.getString("host"),
                row.getString("sending"),
                row.getString("exercise_code"),
                kind == null ? null : Kind.valueOf(kind),
                content == null ? null : json.read(content, IncidentContent.class),
                row.getString("opened_by"),
                instant(row, "opened_at"),
                instantOrNull(row, "recorded_at"),
                instantOrNull(row, "agreed_at"),
                instantOrNull(row, "closed_at"),
                row.getInt("version"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "incident.changedSinceRead");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
