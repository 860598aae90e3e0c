package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveAction.Order;
import org.mushterek.afteraction.CorrectiveAction.Round;
import org.mushterek.afteraction.CorrectiveAction.State;
import org.mushterek.afteraction.Report.Ordered;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.common.Sides;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Corrective actions as rows, with what was done and found. */
@Repository
class ActionRows {

    private static final String SELECT =
            "select a.*, o.exercise_code from aar_action a join aar_observation o on o.number = a.observation";

    private final JdbcClient database;
    private final Seals seals;
    private final Sides sides;
    private final Clock clock;

    ActionRows(JdbcClient database, Seals seals, Sides sides, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.sides = sides;
        this.clock = clock;
    }

    /** @param owner code of the side that has to do it */
    void insert(String number, String owner, String observation, Order order, String account) {
        database.sql(
                        "insert into aar_action (number, owner, observation, state, title, task, organisation, body, person,"
                                + " due_on, resources, folded, tasked_by, tasked_at, version)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        owner,
                        observation,
                        State.IMPLEMENTATION.name(),
                        sealed(LessonSeals.ACTION_TITLE, owner, order.title(), number),
                        sealed(LessonSeals.TASK, owner, order.task(), number),
                        sealed(LessonSeals.ORGANISATION, owner, order.organisation(), number),
                        Objects.requireNonNull(order.body()).name(),
                        seals.seal(LessonSeals.PERSON, owner, Objects.requireNonNull(order.person()), number),
                        order.dueOn(),
                        sealed(LessonSeals.RESOURCES, owner, order.resources(), number),
                        sealed(
                                LessonSeals.ACTION_FOLDED,
                                owner,
                                Stream.of(number, order.title(), order.task())
                                        .filter(Objects::nonNull)
                                        .map(FoldedText::of)
                                        .collect(Collectors.joining(" | ")),
                                number),
                        account,
                        now())
                .update();
    }

    private @Nullable String sealed(SealedColumn column, String owner, @Nullable String text, String number) {
        return seals.sealIfWritten(column, owner, text, number);
    }

    void become(CorrectiveAction before, State state, @Nullable String reason) {
        var changed = database.sql("update aar_action set state = ?, closing_reason = ?, closed_at = ?,"
                        + " version = version + 1 where number = ? and version = ?")
                .params(
                        state.name(),
                        sealed(LessonSeals.CLOSING_REASON, before.owner(), reason, before.number()),
                        state.isOpen() ? null : now(),
                        before.number(),
                        before.version())
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "afteraction.changedSinceRead");
        }
    }

    void done(CorrectiveAction about, int round, String done, String reference, Hand hand) {
        var number = about.number();
        database.sql("insert into aar_evidence (number, round_no, done, reference, done_by, done_for, done_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        round,
                        seals.seal(LessonSeals.DONE, about.owner(), done, number, round),
                        seals.seal(LessonSeals.REFERENCE, about.owner(), reference, number, round),
                        hand.account(),
                        hand.principal(),
                        now())
                .update();
    }

    void found(CorrectiveAction about, int round, boolean validated, String finding, String account) {
        var number = about.number();
        database.sql("update aar_evidence set validated = ?, finding = ?, validated_by = ?, validated_at = ?"
                        + " where number = ? and round_no = ?")
                .params(
                        validated,
                        seals.seal(LessonSeals.FINDING, about.owner(), finding, number, round),
                        account,
                        now(),
                        number,
                        round)
                .update();
    }

    Optional<CorrectiveAction> find(String number) {
        var rounds = rounds(" where e.number = ?", number);
        return database.sql(SELECT + " where a.number = ?")
                .param(number)
                .query((row, n) -> read(row, rounds))
                .optional();
    }

    /** All actions of every side, earliest due first; whoever asks leaves out what is not to be read. */
    List<CorrectiveAction> all() {
        var rounds = rounds("");
        return database.sql(SELECT + " order by a.due_on, a.number")
                .query((row, n) -> read(row, rounds))
                .list();
    }

    /** What a side has offered or was asked to take over, by its number, without what was reported of it. */
    Map<String, CorrectiveAction> offered(String side) {
        return database
                .sql(SELECT + " where a.number in"
                        + " (select f.action from aar_offer f where f.from_side = ? or f.to_side = ?)")
                .params(side, side)
                .query((row, n) -> read(row, Map.of()))
                .list()
                .stream()
                .collect(Collectors.toMap(CorrectiveAction::number, action -> action));
    }

    /** What was ordered after an exercise and not given up or handed over, by the observation that led to it, earliest due first. */
    Map<String, List<Ordered>> ordered(String exercise) {
        record Line(String observation, Ordered order) {}
        return database
                .sql("select a.number, a.owner, a.observation, a.title, a.organisation, a.due_on from aar_action a"
                        + " join aar_observation o on o.number = a.observation where o.exercise_code = ?"
                        + " and a.state not in ('CANCELLED', 'HANDED_OVER') order by a.due_on, a.number")
                .param(exercise)
                .query((row, n) -> new Line(
                        row.getString("observation"),
                        new Ordered(
                                row.getString("number"),
                                row.getString("owner"),
                                opened(LessonSeals.ACTION_TITLE, row, "title"),
                                opened(LessonSeals.ORGANISATION, row, "organisation"),
                                row.getObject("due_on", LocalDate.class))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(Line::observation, Collectors.mapping(Line::order, Collectors.toList())));
    }

    private CorrectiveAction read(ResultSet row, Map<String, List<Round>> rounds) throws SQLException {
        var number = row.getString("number");
        var owner = sides.get(row.getString("owner"));
        var state = State.valueOf(row.getString("state"));
        var dueOn = row.getObject("due_on", LocalDate.class);
        return new CorrectiveAction(
                number,
                owner.code(),
                row.getString("observation"),
                row.getString("exercise_code"),
                state,
                new Order(
                        opened(LessonSeals.ACTION_TITLE, row, "title"),
                        opened(LessonSeals.TASK, row, "task"),
                        opened(LessonSeals.ORGANISATION, row, "organisation"),
                        Role.valueOf(row.getString("body")),
                        seals.open(LessonSeals.PERSON, owner.code(), row.getString("person"), number),
                        dueOn,
                        opened(LessonSeals.RESOURCES, row, "resources")),
                rounds.getOrDefault(number, List.of()),
                row.getString("tasked_by"),
                row.getObject("tasked_at", OffsetDateTime.class).toInstant(),
                opened(LessonSeals.CLOSING_REASON, row, "closing_reason"),
                state.isOpen()
                        && LocalDate.ofInstant(clock.instant(), owner.zone()).isAfter(dueOn),
                row.getInt("version"));
    }

    /** Whose hands did what was done, in the order of rounds. */
    List<Hand> doers(String number) {
        return database.sql("select done_by, done_for from aar_evidence where number = ? order by round_no")
                .param(number)
                .query((row, n) -> new Hand(row.getString("done_by"), row.getString("done_for")))
                .list();
    }

    private @Nullable String opened(SealedColumn column, ResultSet row, String name) throws SQLException {
        return seals.openIfWritten(column, row.getString("owner"), row.getString(name), row.getString("number"));
    }

    /** By the number of the action, in order. */
    private Map<String, List<Round>> rounds(String where, Object... values) {
        record Of(String number, Round round) {}
        return database
                .sql("select e.*, a.owner from aar_evidence e join aar_action a on a.number = e.number" + where
                        + " order by e.round_no")
                .params(values)
                .query((row, n) -> new Of(row.getString("number"), round(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Of::number, Collectors.mapping(Of::round, Collectors.toList())));
    }

    private Round round(ResultSet row) throws SQLException {
        var number = row.getString("number");
        var owner = row.getString("owner");
        var no = row.getInt("round_no");
        return new Round(
                no,
                seals.open(LessonSeals.DONE, owner, row.getString("done"), number, no),
                seals.open(LessonSeals.REFERENCE, owner, row.getString("reference"), number, no),
                row.getString("done_by"),
                row.getObject("done_at", OffsetDateTime.class).toInstant(),
                row.getObject("validated") == null ? null : row.getBoolean("validated"),
                seals.openIfWritten(LessonSeals.FINDING, owner, row.getString("finding"), number, no),
                row.getString("validated_by"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
