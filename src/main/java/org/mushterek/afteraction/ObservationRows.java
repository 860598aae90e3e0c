package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Observation.Release;
import org.mushterek.afteraction.Observation.Settled;
import org.mushterek.afteraction.Observation.Settlement;
import org.mushterek.afteraction.Observation.State;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Observations as rows, and what happened to each case of this capability. */
@Repository
class ObservationRows {

    private static final String SELECT = "select o.*, s.kind as settled_kind, s.reason as settled_reason"
            + " from aar_observation o left join aar_settlement s on s.observation = o.number";

    /** What happened; {@code side} is null for the program. */
    record Event(
            String number,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {

        static final String REMINDED = "reminded";

        /** How long a party takes is the party's own matter, as long as it is in time. */
        boolean maySee(Account account) {
            return !event.equals(REMINDED) || account.isOf(String.valueOf(side));
        }

        /** Who did it at another side stays with that side. */
        Observations.Event asReadBy(Account reader) {
            return side == null || reader.isOf(side)
                    ? new Observations.Event(happenedAt, account, onBehalfOf, side, event, reason)
                    : new Observations.Event(happenedAt, side, null, side, event, reason);
        }
    }

    private final JdbcClient database;
    private final Seals seals;
    private final AuditTrail audit;
    private final Clock clock;

    ObservationRows(JdbcClient database, Seals seals, AuditTrail audit, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    void insert(String number, String exercise, String owner, Content content, Hand hand) {
        database.sql("insert into aar_observation (number, exercise_code, owner, state, release_to, title, observed_on,"
                        + " objective, observation, discussion, conclusion, recommendation, tags, folded, written_by,"
                        + " written_for, written_at, classification, version)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        exercise,
                        owner,
                        State.SUBMITTED.name(),
                        Objects.requireNonNull(content.release()).name(),
                        sealed(LessonSeals.TITLE, owner, content.title(), number),
                        content.observedOn(),
                        content.objective(),
                        sealed(LessonSeals.OBSERVATION, owner, content.observation(), number),
                        sealed(LessonSeals.DISCUSSION, owner, content.discussion(), number),
                        sealed(LessonSeals.CONCLUSION, owner, content.conclusion(), number),
                        sealed(LessonSeals.RECOMMENDATION, owner, content.recommendation(), number),
                        tags(content),
                        sealed(LessonSeals.FOLDED, owner, folded(number, content), number),
                        hand.account(),
                        hand.principal(),
                        now(),
                        Objects.requireNonNull(content.classification()).name())
                .update();
    }

    private @Nullable String sealed(SealedColumn column, String owner, @Nullable String text, String number) {
        return seals.sealIfWritten(column, owner, text, number);
    }

    private static String tags(Content content) {
        return Objects.requireNonNull(content.tags()).stream().map(Tag::name).collect(Collectors.joining(","));
    }

    /** All that words are looked for in. */
    static String folded(String number, Content content) {
        return Stream.of(
                        number,
                        content.title(),
                        content.observation(),
                        content.discussion(),
                        content.conclusion(),
                        content.recommendation())
                .filter(Objects::nonNull)
                .map(FoldedText::of)
                .collect(Collectors.joining(" | "));
    }

    /**
     * Lets nobody else add to the observation or erase it until the transaction ends.
     *
     * @throws Refusal CONFLICT where its words were erased: what is added later would stay for ever
     */
    void demandKept(String number) {
        var isErased = database.sql("select erased_at from aar_observation where number = ? for update")
                .param(number)
                .query((row, n) -> row.getObject(1) != null)
                .optional();
        if (isErased.orElse(false)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.erased");
        }
    }

    void decide(Observation before, State state, Release release, @Nullable String reason, String account) {
        changed(database.sql(
                        "update aar_observation set state = ?, release_to = ?, decision_reason = ?, decided_by = ?,"
                                + " decided_at = ?, version = version + 1 where number = ? and version = ?")
                .params(
                        state.name(),
                        release.name(),
                        sealed(LessonSeals.DECISION_REASON, before.owner(), reason, before.number()),
                        account,
                        now(),
                        before.number(),
                        before.version())
                .update());
    }

    void become(Observation before, State state, Release release) {
        changed(database.sql("update aar_observation set state = ?, release_to = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(state.name(), release.name(), before.number(), before.version())
                .update());
    }

    void settle(Observation before, Settlement settlement, String account) {
        changed(database.sql("update aar_observation set version = version + 1 where number = ? and version = ?")
                .params(before.number(), before.version())
                .update());
        database.sql("insert into aar_settlement (observation, kind, reason, settled_by, settled_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                        before.number(),
                        settlement.kind().name(),
                        sealed(LessonSeals.SETTLEMENT_REASON, before.owner(), settlement.reason(), before.number()),
                        account,
                        now())
                .update();
    }

    Optional<Observation> find(String number) {
        return database.sql(SELECT + " where o.number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** All of an exercise, of every side, in the order of their numbers; whoever asks leaves out what is not to be read. */
    List<Observation> ofExercise(String code) {
        return database.sql(SELECT + " where o.exercise_code = ? order by o.owner, o.number")
                .param(code)
                .query((row, n) -> read(row))
                .list();
    }

    /** Tells what happened in a case's story and in the audit of the side. */
    void tell(
            String number,
            String account,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {
        var sealId = UUID.randomUUID().toString();
        database.sql("insert into aar_story (number, happened_at, account, side, event, told_day, reason,"
                        + " on_behalf_of, seal_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        now(),
                        account,
                        side,
                        event,
                        day,
                        seals.sealIfWritten(LessonSeals.STORY, CaseNumbers.side(number), reason, sealId),
                        OnBehalf.of(account),
                        sealId)
                .update();
        audit.record(account, side, number, "afteraction." + event, day == null ? null : day.toString());
    }

    List<Event> story(String number) {
        return database.sql("select * from aar_story where number = ? order by id")
                .param(number)
                .query((row, n) -> new Event(
                        row.getString("number"),
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("side"),
                        row.getString("event"),
                        row.getObject("told_day", LocalDate.class),
                        seals.openIfWritten(
                                LessonSeals.STORY,
                                CaseNumbers.side(number),
                                row.getString("reason"),
                                row.getString("seal_id"))))
                .list();
    }

    /** Whose hand wrote it. */
    Hand writer(String number) {
        return database.sql("select written_by, written_for from aar_observation where number = ?")
                .param(number)
                .query((row, n) -> new Hand(row.getString("written_by"), row.getString("written_for")))
                .single();
    }

    private Observation read(ResultSet row) throws SQLException {
        var settled = row.getString("settled_kind");
        return new Observation(
                row.getString("number"),
                row.getString("exercise_code"),
                row.getString("owner"),
                State.valueOf(row.getString("state")),
                Release.valueOf(row.getString("release_to")),
                new Content(
                        opened(LessonSeals.TITLE, row, "title"),
                        row.getObject("observed_on", LocalDate.class),
                        row.getString("objective"),
                        opened(LessonSeals.OBSERVATION, row, "observation"),
                        opened(LessonSeals.DISCUSSION, row, "discussion"),
                        opened(LessonSeals.CONCLUSION, row, "conclusion"),
                        opened(LessonSeals.RECOMMENDATION, row, "recommendation"),
                        Arrays.stream(row.getString("tags").split(","))
                                .map(Tag::valueOf)
                                .toList(),
                        Release.valueOf(row.getString("release_to")),
                        Marking.valueOf(row.getString("classification"))),
                row.getString("written_by"),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                opened(LessonSeals.DECISION_REASON, row, "decision_reason"),
                settled == null
                        ? null
                        : new Settlement(
                                Settled.valueOf(settled), opened(LessonSeals.SETTLEMENT_REASON, row, "settled_reason")),
                row.getInt("version"));
    }

    private @Nullable String opened(SealedColumn column, ResultSet row, String name) throws SQLException {
        return seals.openIfWritten(column, row.getString("owner"), row.getString(name), row.getString("number"));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "afteraction.changedSinceRead");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
