package org.mushterek.agreement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.Behalf;
import org.mushterek.agreement.InstrumentCase.PartyAnswer;
import org.mushterek.agreement.InstrumentCase.Receipt;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.agreement.InstrumentCase.StepDone;
import org.mushterek.agreement.InstrumentContent.Step;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Refusal;
import org.mushterek.common.SharedVersions;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases of instruments as rows, and what happened in each. */
@Repository
class InstrumentCases {

    /** What makes an instrument of its own of a case. */
    static final String IS_REGISTERED = "act = 'NEW' and state not in ('DRAFT', 'DISCARDED', 'DECLINED')";

    /**
     * What happened.
     *
     * @param side whose account it was; null for the program
     * @param event a code; its text is {@code ui.instrument.story.<event>}
     * @param day the day that it is about
     * @param party on whose behalf it was done; null where nobody's
     */
    record Event(
            String number,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason,
            @Nullable String party) {}

    private final JdbcClient database;
    private final StoredJson json;
    private final AuditTrail audit;
    private final Clock clock;
    private final SharedVersions versions;

    InstrumentCases(JdbcClient database, StoredJson json, AuditTrail audit, Clock clock, SharedVersions versions) {
        this.database = database;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
        this.versions = versions;
    }

    void insert(
            String number,
            String side,
            State state,
            @Nullable String instrument,
            InstrumentContent content,
            @Nullable LocalDate inForceOn,
            List<String> represented,
            String account) {
        versions.change(SharedVersions.INSTRUMENTS);
        database.sql("insert into instrument_case (number, side, state, act, instrument, content, in_force_on,"
                        + " recorded_by, opened_at, represented, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        side,
                        state.name(),
                        content.act() == null ? null : content.act().name(),
                        instrument,
                        json.write(content),
                        inForceOn,
                        account,
                        now(),
                        String.join(",", represented))
                .update();
    }

    /** The case becomes what the account has written. */
    void record(InstrumentCase before, InstrumentContent content, List<String> represented, String account) {
        versions.change(SharedVersions.INSTRUMENTS);
        changed(database.sql("update instrument_case set state = ?, act = ?, instrument = ?, content = ?,"
                        + " recorded_by = ?, represented = ?, version = version + 1 where number = ? and version = ?")
                .params(
                        State.APPROVAL.name(),
                        content.act() == null ? null : content.act().name(),
                        content.code(),
                        json.write(content),
                        account,
                        String.join(",", represented),
                        before.number(),
                        before.version())
                .update());
    }

    void become(InstrumentCase before, State state, @Nullable LocalDate inForceOn) {
        versions.change(SharedVersions.INSTRUMENTS);
        changed(database.sql("update instrument_case set state = ?, in_force_on = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(state.name(), inForceOn, before.number(), before.version())
                .update());
    }

    void answer(InstrumentCase about, PartyAnswer answer, Hand hand) {
        advance(about);
        database.sql("insert into instrument_answer (number, party, approved, reason, notified_on, note,"
                        + " answered_by, answered_for, answered_at, behalf_side, behalf_reference) values (?, ?,"
                        + " ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        answer.party(),
                        answer.approved(),
                        answer.reason(),
                        answer.notifiedOn(),
                        answer.note(),
                        hand.account(),
                        hand.principal(),
                        now(),
                        answer.behalf() == null ? null : answer.behalf().side(),
                        answer.behalf() == null ? null : answer.behalf().reference())
                .update();
        for (var step : answer.steps()) {
            database.sql("insert into instrument_step (number, party, step, done_on, reference) values (?, ?, ?, ?, ?)")
                    .params(about.number(), answer.party(), step.step().name(), step.on(), step.reference())
                    .update();
        }
    }

    /** Who recorded the party's answer; nobody before. */
    @Nullable
    Hand answerer(String number, String party) {
        return database.sql("select answered_by, answered_for from instrument_answer where number = ? and party = ?")
                .params(number, party)
                .query((row, n) -> Hand.of(row.getString(1), row.getString(2)))
                .optional()
                .orElse(null);
    }

    /** A second officer confirms what was recorded on the party's behalf. */
    void confirmAnswer(InstrumentCase about, String party, String account) {
        advance(about);
        database.sql("update instrument_answer set confirmed_by = ?, confirmed_at = ? where number = ? and party = ?")
                .params(account, now(), about.number(), party)
                .update();
    }

    /** What was recorded on the party's behalf does not stand. */
    void forgetAnswer(InstrumentCase about, String party) {
        advance(about);
        for (var table : List.of("instrument_step", "instrument_answer")) {
            database.sql("delete from " + table + " where number = ? and party = ?")
                    .params(about.number(), party)
                    .update();
        }
    }

    private void advance(InstrumentCase about) {
        versions.change(SharedVersions.INSTRUMENTS);
        changed(database.sql("update instrument_case set version = version + 1 where number = ? and version = ?")
                .params(about.number(), about.version())
                .update());
    }

    void receive(InstrumentCase about, String party, Receipt receipt, String account) {
        versions.change(SharedVersions.INSTRUMENTS);
        database.sql("insert into instrument_receipt (number, party, receiver, received_on, reference, confirmed_by,"
                        + " confirmed_at, behalf_side) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        party,
                        receipt.receiver(),
                        receipt.on(),
                        receipt.reference(),
                        account,
                        now(),
                        receipt.behalf())
                .update();
    }

    Optional<InstrumentCase> find(String number) {
        return answered(database.sql("select * from instrument_case where number = ?")
                        .param(number)
                        .query((row, n) -> read(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** The cases of an instrument, oldest first. */
    List<InstrumentCase> of(String instrument) {
        return answered(database.sql("select * from instrument_case where instrument = ? order by opened_at, number")
                .param(instrument)
                .query((row, n) -> read(row))
                .list());
    }

    /** All cases, latest first. */
    List<InstrumentCase> all() {
        return answered(database.sql("select * from instrument_case order by opened_at desc, number desc")
                .query((row, n) -> read(row))
                .list());
    }

    /** The recorded new instruments, oldest first; what was discarded or declined is none. */
    List<InstrumentCase> registered() {
        return answered(
                database.sql("select * from instrument_case where " + IS_REGISTERED + " order by opened_at, number")
                        .query((row, n) -> read(row))
                        .list());
    }

    void tell(
            InstrumentCase about,
            String account,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {
        tell(about, account, side, event, day, reason, null);
    }

    /** @param party on whose behalf it was done */
    void tell(
            InstrumentCase about,
            String account,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason,
            @Nullable String party) {
        database.sql("insert into instrument_story (number, instrument, happened_at, account, side, event, told_day,"
                        + " reason, on_behalf_of, about_party) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        about.instrument(),
                        now(),
                        account,
                        side,
                        event,
                        day,
                        reason,
                        OnBehalf.of(account),
                        party)
                .update();
        audit.record(account, side, about.number(), "agreement." + event, day == null ? null : day.toString());
    }

    List<Event> story(String number) {
        return database.sql("select * from instrument_story where number = ? order by id")
                .param(number)
                .query((row, n) -> event(row))
                .list();
    }

    List<Event> storyOf(String instrument) {
        return database.sql("select * from instrument_story where instrument = ? order by id")
                .param(instrument)
                .query((row, n) -> event(row))
                .list();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("number"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("on_behalf_of"),
                row.getString("side"),
                row.getString("event"),
                row.getObject("told_day", LocalDate.class),
                row.getString("reason"),
                row.getString("about_party"));
    }

    /** Without the parties' answers. */
    private InstrumentCase read(ResultSet row) throws SQLException {
        return new InstrumentCase(
                row.getString("number"),
                row.getString("side"),
                State.valueOf(row.getString("state")),
                row.getString("instrument"),
                json.read(row.getString("content"), InstrumentContent.class),
                List.of(),
                row.getObject("in_force_on", LocalDate.class),
                row.getString("recorded_by"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"),
                codes(row.getString("represented")));
    }

    /** What a party did in a case. */
    private record Of<T>(String number, String party, T done) {

        private static <T> Map<String, List<T>> byParty(List<Of<T>> all) {
            return all.stream().collect(groupingBy(of -> of.number + " " + of.party, mapping(Of::done, toList())));
        }
    }

    /** The same cases with the answers of their parties, which for many are asked for as often as for one. */
    private List<InstrumentCase> answered(List<InstrumentCase> cases) {
        var all = cases.stream().map(InstrumentCase::number).toList();
        var given = all.isEmpty() ? Map.<String, List<PartyAnswer>>of() : answers(all);
        return cases.stream()
                .map(found -> found.answered(given.getOrDefault(found.number(), List.of())))
                .toList();
    }

    private static List<String> codes(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
    }

    private Map<String, List<PartyAnswer>> answers(List<String> numbers) {
        var given = database.sql(
                        "select * from instrument_answer where number in (:numbers) order by answered_at, party")
                .param("numbers", numbers)
                .query((row, n) -> new Of<>(
                        row.getString("number"),
                        row.getString("party"),
                        new PartyAnswer(
                                row.getString("party"),
                                row.getBoolean("approved"),
                                row.getString("reason"),
                                List.of(),
                                row.getObject("notified_on", LocalDate.class),
                                row.getString("note"),
                                List.of(),
                                behalf(row))))
                .list();
        if (given.isEmpty()) {
            return Map.of();
        }
        var answered = given.stream().map(Of::number).distinct().toList();
        var steps = steps(answered);
        var receipts = receipts(answered);
        return given.stream()
                .collect(groupingBy(
                        Of::number,
                        mapping(
                                of -> {
                                    var key = of.number() + " " + of.party();
                                    return of.done()
                                            .with(
                                                    steps.getOrDefault(key, List.of()),
                                                    receipts.getOrDefault(key, List.of()));
                                },
                                toList())));
    }

    private static @Nullable Behalf behalf(ResultSet row) throws SQLException {
        var side = row.getString("behalf_side");
        var confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return side == null
                ? null
                : new Behalf(side, row.getString("behalf_reference"), confirmed == null ? null : confirmed.toInstant());
    }

    private Map<String, List<StepDone>> steps(List<String> numbers) {
        return Of.byParty(
                database.sql("select * from instrument_step where number in (:numbers) order by done_on, step")
                        .param("numbers", numbers)
                        .query((row, n) -> new Of<>(
                                row.getString("number"),
                                row.getString("party"),
                                new StepDone(
                                        Step.valueOf(row.getString("step")),
                                        row.getObject("done_on", LocalDate.class),
                                        row.getString("reference"))))
                        .list());
    }

    private Map<String, List<Receipt>> receipts(List<String> numbers) {
        return Of.byParty(database.sql("select * from instrument_receipt where number in (:numbers) order by receiver")
                .param("numbers", numbers)
                .query((row, n) -> new Of<>(
                        row.getString("number"),
                        row.getString("party"),
                        new Receipt(
                                row.getString("receiver"),
                                row.getObject("received_on", LocalDate.class),
                                row.getString("reference"),
                                row.getString("behalf_side"))))
                .list());
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "agreement.changedSinceRead");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
