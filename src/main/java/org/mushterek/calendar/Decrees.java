package org.mushterek.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
import org.mushterek.common.SharedVersions;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The decrees on record, what happened to each, and the number of those in effect. */
@Repository
class Decrees {

    /** What happened to a decree. */
    record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            String event,
            @Nullable String reason) {}

    private static final String TOPIC = "calendar.";

    private final JdbcClient database;
    private final StoredJson json;
    private final CaseNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;
    private final SharedVersions versions;

    Decrees(
            JdbcClient database,
            StoredJson json,
            CaseNumbers numbers,
            AuditTrail audit,
            Clock clock,
            SharedVersions versions) {
        this.database = database;
        this.json = json;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
        this.versions = versions;
    }

    String nextNumber(Side side) {
        return numbers.next("DEC", side);
    }

    void insert(String number, String side, Decree.State state, DecreeContent content, Hand hand) {
        database.sql("insert into calendar_decree (number, side, state, content, recorded_by, recorded_at, version,"
                        + " recorded_for) values (?, ?, ?, ?, ?, ?, 1, ?)")
                .params(number, side, state.name(), json.write(content), hand.account(), now(), hand.principal())
                .update();
    }

    /** The decree becomes what the account has written. */
    void record(Decree decree, DecreeContent content, Hand hand) {
        changed(database.sql("update calendar_decree set state = ?, content = ?, recorded_by = ?, recorded_for = ?,"
                        + " recorded_at = ?, version = version + 1 where number = ? and version = ?")
                .params(
                        Decree.State.RECORDED.name(),
                        json.write(content),
                        hand.account(),
                        hand.principal(),
                        now(),
                        decree.number(),
                        decree.version())
                .update());
    }

    void become(Decree decree, Decree.State state) {
        changed(database.sql("update calendar_decree set state = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(state.name(), decree.number(), decree.version())
                .update());
    }

    void confirmed(Decree decree, String account) {
        changed(database.sql("update calendar_decree set confirmed_by = ?, confirmed_at = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(account, now(), decree.number(), decree.version())
                .update());
    }

    /** From the end of this transaction on every node counts with the decree. */
    void takeEffect(Decree decree) {
        var effect = advance(decree.side());
        changed(database.sql("update calendar_decree set state = ?, effect_no = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(Decree.State.IN_EFFECT.name(), effect, decree.number(), decree.version())
                .update());
    }

    /**
     * Locks the side's calendar until the transaction ends: decrees of one side take effect one after the other.
     */
    private long advance(String side) {
        try {
            return versions.advance(TOPIC + side);
        } catch (DuplicateKeyException firstOfTwo) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "calendar.decree.changedMeanwhile");
        }
    }

    /** Which calendar of the side holds for this transaction: its number is that of its decrees. */
    SharedVersions.Version versionOf(String side) {
        return versions.of(TOPIC + side);
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "calendar.decree.changedMeanwhile");
        }
    }

    void tell(Decree decree, String account, String event, @Nullable String reason) {
        tell(decree.number(), decree.side(), account, event, reason);
    }

    void tell(String number, String side, String account, String event, @Nullable String reason) {
        database.sql("insert into calendar_decree_story (number, happened_at, account, event, reason,"
                        + " on_behalf_of) values (?, ?, ?, ?, ?, ?)")
                .params(number, now(), account, event, reason, OnBehalf.of(account))
                .update();
        audit.record(account, side, number, "calendar." + event, null);
    }

    List<Event> story(String number) {
        return database.sql("select * from calendar_decree_story where number = ? order by id")
                .param(number)
                .query((row, n) -> new Event(
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("event"),
                        row.getString("reason")))
                .list();
    }

    Optional<Decree> find(String number) {
        return database.sql("select * from calendar_decree where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** All decrees of a side, latest first. */
    List<Decree> ofSide(String side) {
        return database.sql("select * from calendar_decree where side = ? order by recorded_at desc, number desc")
                .param(side)
                .query((row, n) -> read(row))
                .list();
    }

    /** In the order in which they took effect. */
    List<Decree> inEffect(String side) {
        return database.sql("select * from calendar_decree where side = ? and effect_no is not null order by effect_no")
                .param(side)
                .query((row, n) -> read(row))
                .list();
    }

    private Decree read(ResultSet row) throws SQLException {
        var confirmedAt = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Decree(
                row.getString("number"),
                row.getString("side"),
                Decree.State.valueOf(row.getString("state")),
                json.read(row.getString("content"), DecreeContent.class),
                row.getString("recorded_by"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmed_by"),
                confirmedAt == null ? null : confirmedAt.toInstant(),
                row.getObject("effect_no", Long.class),
                row.getInt("version"),
                row.getString("recorded_for"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
