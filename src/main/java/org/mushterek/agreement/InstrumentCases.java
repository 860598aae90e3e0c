package org.mushterek.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.PartyAnswer;
import org.mushterek.agreement.InstrumentCase.Receipt;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.agreement.InstrumentCase.StepDone;
import org.mushterek.agreement.InstrumentContent.Step;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Refusal;
import org.mushterek.common.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases of instruments as rows, and what happened in each. */
@Repository
class InstrumentCases {

    /**
     * What happened.
     *
     * @param side whose account it was; null for the program
     * @param event a code; its text is {@code ui.instrument.story.<event>}
     * @param day the day that it is about
     */
    record Event(
            String number,
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {}

    private final JdbcClient database;
    private final StoredJson json;
    private final AuditTrail audit;
    private final Clock clock;

    InstrumentCases(JdbcClient database, StoredJson json, AuditTrail audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    void insert(
            String number,
            String side,
            State state,
            @Nullable String instrument,
            InstrumentContent content,
            @Nullable LocalDate inForceOn,
            String account) {
        database.sql("insert into instrument_case (number, side, state, act, instrument, content, in_force_on,"
                        + " recorded_by, opened_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        side,
                        state.name(),
                        content.act() == null ? null : content.act().name(),
                        instrument,
                        json.write(content),
                        inForceOn,
                        account,
                        now())
                .update();
    }

    /** The case becomes what the account has written. */
    void record(InstrumentCase before, InstrumentContent content, String account) {
        changed(database.sql("update instrument_case set state = ?, act = ?, instrument = ?, content = ?,"
                        + " recorded_by = ?, version = version + 1 where number = ? and version = ?")
                .params(
                        State.APPROVAL.name(),
                        content.act() == null ? null : content.act().name(),
                        content.code(),
                        json.write(content),
                        account,
                        before.number(),
                        before.version())
                .update());
    }

    void become(InstrumentCase before, State state, @Nullable LocalDate inForceOn) {
        changed(database.sql("update instrument_case set state = ?, in_force_on = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(state.name(), inForceOn, before.number(), before.version())
                .update());
    }

    void answer(InstrumentCase about, PartyAnswer answer, String account) {
        changed(database.sql("update instrument_case set version = version + 1 where number = ? and version = ?")
                .params(about.number(), about.version())
                .update());
        database.sql("insert into instrument_answer (number, party, approved, reason, notified_on, note, answered_by,"
                        + " answered_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        answer.party(),
                        answer.approved(),
                        answer.reason(),
                        answer.notifiedOn(),
                        answer.note(),
                        account,
                        now())
                .update();
        for (var step : answer.steps()) {
            database.sql("insert into instrument_step (number, party, step, done_on, reference) values (?, ?, ?, ?, ?)")
                    .params(about.number(), answer.party(), step.step().name(), step.on(), step.reference())
                    .update();
        }
    }

    void receive(InstrumentCase about, String party, Receipt receipt, String account) {
        database.sql("insert into instrument_receipt (number, party, receiver, received_on, reference, confirmed_by,"
                        + " confirmed_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(about.number(), party, receipt.receiver(), receipt.on(), receipt.reference(), account, now())
                .update();
    }

    Optional<InstrumentCase> find(String number) {
        return database.sql("select * from instrument_case where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** All cases, latest first. */
    List<InstrumentCase> all() {
        return database.sql("select * from instrument_case order by opened_at desc, number desc")
                .query((row, n) -> read(row))
                .list();
    }

    /** The recorded new instruments, oldest first; what was discarded or declined is none. */
    List<InstrumentCase> registered() {
        return database.sql("select * from instrument_case where act = 'NEW' and state not in ('DRAFT', 'DISCARDED',"
                        + " 'DECLINED') order by opened_at, number")
                .query((row, n) -> read(row))
                .list();
    }

    void tell(
            InstrumentCase about,
            String account,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {
        database.sql("insert into instrument_story (number, instrument, happened_at, account, side, event, told_day,"
                        + " reason, on_behalf_of) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        about.instrument(),
                        now(),
                        account,
                        side,
                        event,
                        day,
                        reason,
                        OnBehalf.of(account))
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
                row.getString("reason"));
    }

    private InstrumentCase read(ResultSet row) throws SQLException {
        var number = row.getString("number");
        return new InstrumentCase(
                number,
                row.getString("side"),
                State.valueOf(row.getString("state")),
                row.getString("instrument"),
                json.read(row.getString("content"), InstrumentContent.class),
                answers(number),
                row.getObject("in_force_on", LocalDate.class),
                row.getString("recorded_by"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }

    private List<PartyAnswer> answers(String number) {
        return database.sql("select * from instrument_answer where number = ? order by answered_at, party")
                .param(number)
                .query((row, n) -> new PartyAnswer(
                        row.getString("party"),
                        row.getBoolean("approved"),
                        row.getString("reason"),
                        steps(number, row.getString("party")),
                        row.getObject("notified_on", LocalDate.class),
                        row.getString("note"),
                        receipts(number, row.getString("party"))))
                .list();
    }

    private List<StepDone> steps(String number, String party) {
        return database.sql("select * from instrument_step where number = ? and party = ? order by done_on, step")
                .params(number, party)
                .query((row, n) -> new StepDone(
                        Step.valueOf(row.getString("step")),
                        row.getObject("done_on", LocalDate.class),
                        row.getString("reference")))
                .list();
    }

    private List<Receipt> receipts(String number, String party) {
        return database.sql("select * from instrument_receipt where number = ? and party = ? order by receiver")
                .params(number, party)
                .query((row, n) -> new Receipt(
                        row.getString("receiver"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("reference")))
                .list();
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
