package org.mushterek.exercise.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.planning.Planning.Answer;
import org.mushterek.exercise.planning.Planning.Conference;
import org.mushterek.exercise.planning.Planning.ConferenceState;
import org.mushterek.exercise.planning.Planning.Event;
import org.mushterek.exercise.planning.Planning.Milestone;
import org.mushterek.exercise.planning.Planning.Product;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.Taken;
import org.mushterek.exercise.planning.Planning.TakenAction;
import org.mushterek.exercise.planning.Planning.Waiver;
import org.mushterek.exercise.planning.Planning.WaiverState;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plannings as rows, and what happened in each. */
@Repository
class PlanningCases {

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final AuditTrail audit;
    private final Clock clock;

    PlanningCases(JdbcClient database, StoredJson json, Seals seals, AuditTrail audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    // --- The case. ---

    void insert(String number, String host, LocalDate parametersDate, Hand opener) {
        database.sql("insert into planning (number, host, state, parameters_date, gate_round, opened_by, opened_for,"
                        + " opened_at, version) values (?, ?, ?, ?, 0, ?, ?, ?, 1)")
                .params(number, host, State.DRAFT.name(), parametersDate, opener.account(), opener.principal(), now())
                .update();
    }

    void choose(Planning before, State state, String exercise, LocalDate startex, Hand chooser) {
        changed(database.sql(
                        "update planning set exercise_code = ?, startex = ?, state = ?, chosen_by = ?, chosen_for = ?,"
                                + " version = version + 1 where number = ? and version = ?")
                .params(
                        exercise,
                        startex,
                        state.name(),
                        chooser.account(),
                        chooser.principal(),
                        before.number(),
                        before.version())
                .update());
    }

    /** Who asked for the planning: who opened it, and who chose its exercise. */
    List<Hand> askers(String number) {
        return database.sql("select opened_by, opened_for, chosen_by, chosen_for from planning where number = ?")
                .param(number)
                .query((row, n) -> Stream.of(
                                Hand.of(row.getString("opened_by"), row.getString("opened_for")),
                                Hand.of(row.getString("chosen_by"), row.getString("chosen_for")))
                        .filter(Objects::nonNull)
                        .toList())
                .single();
    }

    void move(Planning before, LocalDate startex) {
        changed(database.sql("update planning set startex = ?, version = version + 1 where number = ? and version = ?")
                .params(startex, before.number(), before.version())
                .update());
    }

    void become(Planning before, State state, @Nullable Stage stage) {
        changed(database.sql(
                        "update planning set state = ?, stage = ?, version = version + 1 where number = ? and version = ?")
                .params(state.name(), stage == null ? null : stage.name(), before.number(), before.version())
                .update());
    }

    /** The gate is judged once more: what its officers confirm from now on is for this time. */
    void nextGateRound(Planning before) {
        changed(database.sql("update planning set gate_round = gate_round + 1, version = version + 1"
                        + " where number = ? and version = ?")
                .params(before.number(), before.version())
                .update());
    }

    /** Takes the row, so that no two answers of one case are judged at once. */
    void touch(Planning before) {
        changed(database.sql("update planning set version = version + 1 where number = ? and version = ?")
                .params(before.number(), before.version())
                .update());
    }

    Optional<Planning> find(String number) {
        return database.sql("select * from planning where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** All plannings, latest first. */
    List<Planning> all() {
        return database.sql("select * from planning order by opened_at desc, number desc")
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of an exercise, latest first. */
    List<Planning> ofExercise(String code) {
        return database.sql("select * from planning where exercise_code = ? order by opened_at desc, number desc")
                .param(code)
                .query((row, n) -> read(row))
                .list();
    }

    private static Planning read(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return new Planning(
                row.getString("number"),
                row.getString("exercise_code"),
                row.getString("host"),
                State.valueOf(row.getString("state")),
                stage == null ? null : Stage.valueOf(stage),
                row.getObject("startex", LocalDate.class),
                row.getObject("parameters_date", LocalDate.class),
                row.getInt("gate_round"),
                instant(row, "opened_at"),
                row.getInt("version"));
    }

    // --- Days. ---

    /** The days as they stand, the earliest first. */
    List<Milestone> milestones(String number) {
        return database.sql("select * from planning_date where number = ? order by planned_day, milestone")
                .param(number)
                .query((row, n) ->
                        new Milestone(row.getString("milestone"), row.getObject("planned_day", LocalDate.class)))
                .list();
    }

    Optional<LocalDate> milestone(String number, String code) {
        return milestones(number).stream()
                .filter(milestone -> milestone.code().equals(code))
                .map(Milestone::day)
                .findFirst();
    }

    void put(String number, Milestone milestone) {
        var changed = database.sql("update planning_date set planned_day = ? where number = ? and milestone = ?")
                .params(milestone.day(), number, milestone.code())
                .update();
        if (changed == 0) {
            database.sql("insert into planning_date (number, milestone, planned_day) values (?, ?, ?)")
                    .params(number, milestone.code(), milestone.day())
                    .update();
        }
    }

    // --- Conferences. ---

    void insert(String number, Conference conference, String account) {
        database.sql("insert into planning_conference (number, stage, round, state, conference_day, place, agenda,"
                        + " invited_by, invited_at, minutes_version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                .params(
                        number,
                        conference.stage().name(),
                        conference.round(),
                        conference.state().name(),
                        conference.day(),
                        sealed(
                                PlanningSeals.PLACE,
                                number,
                                conference.place(),
                                conference.stage().name(),
                                conference.round()),
                        sealed(
                                PlanningSeals.AGENDA,
                                number,
                                conference.agenda(),
                                conference.stage().name(),
                                conference.round()),
                        account,
                        now())
                .update();
    }

    void become(String number, Conference before, ConferenceState state) {
        changed(database.sql("update planning_conference set state = ? where number = ? and stage = ? and round = ?"
                        + " and state = ?")
                .params(
                        state.name(),
                        number,
                        before.stage().name(),
                        before.round(),
                        before.state().name())
                .update());
    }

    void record(String number, Conference before, LocalDate heldOn, String minutes, LocalDate on, Hand hand) {
        changed(database.sql("update planning_conference set state = ?, conference_day = ?, minutes = ?,"
                        + " minutes_version = minutes_version + 1, recorded_by = ?, recorded_for = ?, recorded_on = ?"
                        + " where number = ? and stage = ? and round = ? and minutes_version = ?")
                .params(
                        ConferenceState.HELD.name(),
                        heldOn,
                        sealed(
                                PlanningSeals.MINUTES,
                                number,
                                minutes,
                                before.stage().name(),
                                before.round()),
                        hand.account(),
                        hand.principal(),
                        on,
                        number,
                        before.stage().name(),
                        before.round(),
                        before.minutesVersion())
                .update());
    }

    /** Every invitation, in the order of stages and rounds. */
    List<Conference> conferences(String number) {
        return database
                .sql("select * from planning_conference where number = ? order by round")
                .param(number)
                .query((row, n) -> new Conference(
                        Stage.valueOf(row.getString("stage")),
                        row.getInt("round"),
                        ConferenceState.valueOf(row.getString("state")),
                        row.getObject("conference_day", LocalDate.class),
                        opened(PlanningSeals.PLACE, row, row.getString("stage"), row.getInt("round")),
                        opened(PlanningSeals.AGENDA, row, row.getString("stage"), row.getInt("round")),
                        opened(PlanningSeals.MINUTES, row, row.getString("stage"), row.getInt("round")),
                        row.getInt("minutes_version"),
                        row.getObject("recorded_on", LocalDate.class)))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparing(Conference::stage).thenComparing(Conference::round))
                .toList();
    }

    /** The last invitation of a stage. */
    Optional<Conference> conference(String number, Stage stage) {
        return conferences(number).stream()
                .filter(conference -> conference.stage() == stage)
                .reduce((first, second) -> second);
    }

    /** Who wrote the minutes as they stand. */
    Optional<Hand> recorder(String number, Stage stage) {
        return database.sql("select recorded_by, recorded_for from planning_conference where number = ? and stage = ?"
                        + " and recorded_by is not null order by round desc fetch first 1 rows only")
                .params(number, stage.name())
                .query((row, n) -> new Hand(row.getString("recorded_by"), row.getString("recorded_for")))
                .optional();
    }

    // --- Products. ---

    void insert(String number, Product product, Hand hand) {
        database.sql("insert into planning_product (number, kind, version, stage, content, written_by, written_for,"
                        + " written_side, written_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        product.kind().name(),
                        product.version(),
                        product.stage().name(),
                        sealed(
                                PlanningSeals.PRODUCT,
                                number,
                                json.write(product.content()),
                                product.kind().name(),
                                product.version()),
                        hand.account(),
                        hand.principal(),
                        product.side(),
                        now())
                .update();
    }

    /** Every version of every product, in the order of products and versions. */
    List<Product> products(String number) {
        return database.sql("select * from planning_product where number = ? order by kind, version")
                .param(number)
                .query((row, n) -> new Product(
                        ProductKind.valueOf(row.getString("kind")),
                        row.getInt("version"),
                        Stage.valueOf(row.getString("stage")),
                        json.read(
                                required(PlanningSeals.PRODUCT, row, row.getString("kind"), row.getInt("version")),
                                ProductContent.class),
                        row.getString("written_side"),
                        instant(row, "written_at")))
                .list();
    }

    /** The last version of a product. */
    Optional<Product> product(String number, ProductKind kind) {
        return products(number).stream()
                .filter(product -> product.kind() == kind)
                .reduce((first, second) -> second);
    }

    Optional<Hand> writer(String number, ProductKind kind, int version) {
        return database.sql("select written_by, written_for from planning_product"
                        + " where number = ? and kind = ? and version = ?")
                .params(number, kind.name(), version)
                .query((row, n) -> new Hand(row.getString("written_by"), row.getString("written_for")))
                .optional();
    }

    void take(String number, TakenAction taken, Account account) {
        database.sql(
                        "insert into planning_action (number, version, action, owner, learned_in, title, shared, taken,"
                                + " reason, answered_by, answered_side, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        taken.version(),
                        taken.action(),
                        taken.owner(),
                        taken.learnedIn(),
                        seals.seal(
                                PlanningSeals.ACTION_TITLE,
                                taken.owner(),
                                taken.title(),
                                number,
                                taken.version(),
                                taken.action()),
                        taken.shared(),
                        taken.taken().name(),
                        seals.seal(
                                PlanningSeals.ACTION_REASON,
                                taken.owner(),
                                taken.reason(),
                                number,
                                taken.version(),
                                taken.action()),
                        account.id(),
                        account.side().code(),
                        now())
                .update();
    }

    /** What every version of the specification answers to corrective actions, of all sides. */
    List<TakenAction> takenActions(String number) {
        return database.sql("select * from planning_action where number = ? order by version, action")
                .param(number)
                .query((row, n) -> new TakenAction(
                        row.getInt("version"),
                        row.getString("action"),
                        row.getString("owner"),
                        row.getString("learned_in"),
                        openedOfAction(PlanningSeals.ACTION_TITLE, row),
                        row.getBoolean("shared"),
                        Taken.valueOf(row.getString("taken")),
                        openedOfAction(PlanningSeals.ACTION_REASON, row)))
                .list();
    }

    // --- Waivers and answers. ---

    void ask(String number, String subject, int round, String reason, Hand hand) {
        database.sql("insert into planning_waiver (number, subject, round, reason, state, asked_by, asked_for,"
                        + " asked_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        subject,
                        round,
                        sealed(PlanningSeals.WAIVER, number, reason, subject, round),
                        WaiverState.ASKED.name(),
                        hand.account(),
                        hand.principal(),
                        now())
                .update();
    }

    /** Who asked for a waiver. */
    Hand asker(String number, Waiver waiver) {
        return database.sql("select asked_by, asked_for from planning_waiver"
                        + " where number = ? and subject = ? and round = ?")
                .params(number, waiver.subject(), waiver.round())
                .query((row, n) -> new Hand(row.getString("asked_by"), row.getString("asked_for")))
                .single();
    }

    void settle(String number, Waiver waiver, WaiverState state) {
        database.sql("update planning_waiver set state = ? where number = ? and subject = ? and round = ?")
                .params(state.name(), number, waiver.subject(), waiver.round())
                .update();
    }

    List<Waiver> waivers(String number) {
        return database.sql("select * from planning_waiver where number = ? order by asked_at, subject, round")
                .param(number)
                .query((row, n) -> new Waiver(
                        row.getString("subject"),
                        row.getInt("round"),
                        required(PlanningSeals.WAIVER, row, row.getString("subject"), row.getInt("round")),
                        WaiverState.valueOf(row.getString("state")),
                        instant(row, "asked_at")))
                .list();
    }

    /** The last asking for a waiver of the subject. */
    Optional<Waiver> waiver(String number, String subject) {
        return waivers(number).stream()
                .filter(waiver -> waiver.subject().equals(subject))
                .reduce((first, second) -> first.round() > second.round() ? first : second);
    }

    void answer(
            String number,
            String subject,
            int round,
            String party,
            boolean agreed,
            @Nullable String reason,
            @Nullable String level,
            String account) {
        database.sql("insert into planning_answer (number, subject, round, party, agreed, reason, level, answered_by,"
                        + " answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        subject,
                        round,
                        party,
                        agreed,
                        sealed(PlanningSeals.ANSWER, number, reason, subject, round, party),
                        level,
                        account,
                        now())
                .update();
    }

    List<Answer> answers(String number) {
        return database.sql("select * from planning_answer where number = ? order by answered_at, subject, party")
                .param(number)
                .query((row, n) -> new Answer(
                        row.getString("subject"),
                        row.getInt("round"),
                        row.getString("party"),
                        row.getBoolean("agreed"),
                        opened(
                                PlanningSeals.ANSWER,
                                row,
                                row.getString("subject"),
                                row.getInt("round"),
                                row.getString("party")),
                        row.getString("level"),
                        instant(row, "answered_at")))
                .list();
    }

    List<Answer> answers(String number, String subject, int round) {
        return answers(number).stream()
                .filter(answer -> answer.subject().equals(subject) && answer.round() == round)
                .toList();
    }

    // --- The gate. ---

    void keep(String number, List<GateItem> items) {
        database.sql("delete from planning_gate where number = ?").param(number).update();
        for (var item : items) {
            database.sql("insert into planning_gate (number, item, party, light, evidence, judged_at)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .params(number, item.item(), item.party(), item.light().name(), json.write(item.told()), now())
                    .update();
        }
    }

    // --- The story. ---

    /**
     * @param about a code: a stage, a product, an item of the gate
     * @param detail codes and days, never free text
     * @param reason free text; it stays out of the audit
     */
    void tell(
            Planning planning,
            String account,
            @Nullable String side,
            String event,
            @Nullable String about,
            @Nullable LocalDate day,
            @Nullable String detail,
            @Nullable String reason) {
        var sealId = UUID.randomUUID().toString();
        database.sql("insert into planning_story (number, happened_at, account, side, event, about, told_day, detail,"
                        + " reason, on_behalf_of, seal_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        planning.number(),
                        now(),
                        account,
                        side,
                        event,
                        about,
                        day,
                        detail,
                        seals.sealIfWritten(PlanningSeals.STORY, CaseNumbers.side(planning.number()), reason, sealId),
                        OnBehalf.of(account),
                        sealId)
                .update();
        audit.record(account, side, planning.number(), "planning." + event, about);
    }

    List<Event> story(String number) {
        return database.sql("select * from planning_story where number = ? order by id")
                .param(number)
                .query((row, n) -> new Event(
                        instant(row, "happened_at"),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("side"),
                        row.getString("event"),
                        row.getString("about"),
                        row.getObject("told_day", LocalDate.class),
                        row.getString("detail"),
                        seals.openIfWritten(
                                PlanningSeals.STORY,
                                CaseNumbers.side(number),
                                row.getString("reason"),
                                row.getString("seal_id"))))
                .list();
    }

    // --- Seals: a row is named by its case's number and what follows. ---

    private @Nullable String sealed(SealedColumn column, String number, @Nullable String text, Object... within) {
        return seals.sealIfWritten(column, CaseNumbers.side(number), text, named(number, within));
    }

    private @Nullable String opened(SealedColumn column, ResultSet row, Object... within) throws SQLException {
        var number = row.getString("number");
        return seals.openIfWritten(
                column, CaseNumbers.side(number), row.getString(column.column()), named(number, within));
    }

    private String required(SealedColumn column, ResultSet row, Object... within) throws SQLException {
        return Objects.requireNonNull(opened(column, row, within));
    }

    private String openedOfAction(SealedColumn column, ResultSet row) throws SQLException {
        return seals.open(
                column,
                row.getString("owner"),
                row.getString(column.column()),
                row.getString("number"),
                row.getInt("version"),
                row.getString("action"));
    }

    private static Object[] named(String number, Object... within) {
        return Stream.concat(Stream.of(number), Stream.of(within)).toArray();
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "planning.changedMeanwhile");
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
