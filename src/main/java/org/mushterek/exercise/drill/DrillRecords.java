package org.mushterek.exercise.drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.drill.DrillQuestion.Taken;
import org.mushterek.exercise.drill.DrillSchedule.State;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Schedules, their published plans, what was answered to them and what happened, in tables. */
@Repository
class DrillRecords {

    /** Where a published plan stands. */
    enum PlanState {
        /** The host's own officers answer. */
        PUBLISHED,
        /** Every party answers: from here on all of them read it. */
        OFFERED,
        IN_FORCE,
        /** Sent back by the host's own officers. */
        SENT_BACK,
        /** A party declined it. */
        DECLINED,
        /** It was in force and a later one took its place. */
        REPLACED
    }

    /**
     * A published plan with the programme that it places.
     *
     * @param publishedBy whose hand it was
     */
    record Published(
            int revision,
            PlanState state,
            DrillPlan plan,
            DrillProgramme programme,
            Hand publishedBy,
            Instant publishedAt) {}

    /** An answer to a published plan. */
    record Answer(
            String step,
            String subject,
            boolean agreed,
            @Nullable String reason,
            Instant answeredAt) {}

    /** What happened to a schedule. */
    record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable String reason) {}

    /** What a plan's row holds as JSON. */
    private record Content(DrillPlan plan, DrillProgramme programme) {}

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final AuditTrail audit;
    private final Clock clock;

    DrillRecords(JdbcClient database, StoredJson json, Seals seals, AuditTrail audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    void insert(String number, String side, @Nullable String exercise, String account) {
        database.sql("insert into drill_schedule (number, side, exercise_code, state, programme, opened_by, opened_at,"
                        + " revision, version) values (?, ?, ?, ?, ?, ?, ?, 0, 1)")
                .params(
                        number,
                        side,
                        exercise,
                        State.PLANNING.name(),
                        programme(number, DrillProgramme.EMPTY),
                        account,
                        now())
                .update();
    }

    Optional<DrillSchedule> find(String number) {
        return database.sql("select * from drill_schedule where number = ?")
                .param(number)
                .query((row, n) -> schedule(row))
                .optional();
    }

    /** Those that a side leads or takes part in, latest first. */
    List<DrillSchedule> ofSide(String side) {
        return database.sql("select * from drill_schedule where side = :side or exercise_code in"
                        + " (select exercise_code from exercise_party where state = :side)"
                        + " order by opened_at desc, number desc")
                .param("side", side)
                .query((row, n) -> schedule(row))
                .list();
    }

    /** The one of an exercise that is not over. */
    Optional<DrillSchedule> openOf(String exercise) {
        return database.sql(
                        "select * from drill_schedule where exercise_code = ? and state not in ('DISCARDED', 'ENDED')")
                .param(exercise)
                .query((row, n) -> schedule(row))
                .optional();
    }

    /** All of an exercise, oldest first. */
    List<DrillSchedule> ofExercise(String exercise) {
        return database.sql("select * from drill_schedule where exercise_code = ? and state <> 'DISCARDED'"
                        + " order by opened_at, number")
                .param(exercise)
                .query((row, n) -> schedule(row))
                .list();
    }

    private DrillSchedule schedule(ResultSet row) throws SQLException {
        return new DrillSchedule(
                row.getString("number"),
                row.getString("side"),
                row.getString("exercise_code"),
                State.valueOf(row.getString("state")),
                json.read(
                        seals.open(
                                DrillSeals.PROGRAMME,
                                CaseNumbers.side(row.getString("number")),
                                row.getString("programme"),
                                row.getString("number")),
                        DrillProgramme.class),
                instant(row, "opened_at"),
                row.getInt("revision"),
                row.getInt("version"));
    }

    private String programme(String number, DrillProgramme programme) {
        return seals.seal(DrillSeals.PROGRAMME, CaseNumbers.side(number), json.write(programme), number);
    }

    /** Keeps what the planner has written. */
    void write(DrillSchedule before, @Nullable String exercise, DrillProgramme programme) {
        changed(database.sql("update drill_schedule set exercise_code = ?, programme = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(exercise, programme(before.number(), programme), before.number(), before.version())
                .update());
    }

    void become(DrillSchedule before, State state) {
        changed(database.sql(
                        "update drill_schedule set state = ?, version = version + 1 where number = ? and version = ?")
                .params(state.name(), before.number(), before.version())
                .update());
    }

    /** The schedule gets its next plan. */
    void publish(DrillSchedule before, DrillPlan plan, Hand hand) {
        var revision = before.revision() + 1;
        changed(database.sql("update drill_schedule set state = ?, revision = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(State.BOOKING.name(), revision, before.number(), before.version())
                .update());
        database.sql("insert into drill_plan (number, revision, standing, content, published_by, published_for,"
                        + " published_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        before.number(),
                        revision,
                        PlanState.PUBLISHED.name(),
                        content(before.number(), revision, plan, before.programme()),
                        hand.account(),
                        hand.principal(),
                        now())
                .update();
        for (var placement : plan.placements()) {
            var drill = before.programme().drill(placement.drill()).orElseThrow();
            database.sql("insert into drill_placement (number, revision, drill, range_code, starts_at, ends_at, moved,"
                            + " pinned, munitions) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            before.number(),
                            revision,
                            placement.drill(),
                            placement.range(),
                            placement.startsAt(),
                            placement.endsAt(),
                            placement.moved(),
                            placement.pinned(),
                            drill.activity().usesMunitions())
                    .update();
        }
    }

    /** Keeps the schedule with what is left of its programme. */
    void erase(String number, DrillProgramme left) {
        database.sql("update drill_schedule set programme = ?, erased_at = ? where number = ?")
                .params(programme(number, left), now(), number)
                .update();
    }

    /** Keeps a published plan with what is left of its programme. */
    void erase(String number, int revision, DrillPlan plan, DrillProgramme left) {
        database.sql("update drill_plan set content = ? where number = ? and revision = ?")
                .params(content(number, revision, plan, left), number, revision)
                .update();
    }

    private String content(String number, int revision, DrillPlan plan, DrillProgramme programme) {
        return seals.seal(
                DrillSeals.PLAN, CaseNumbers.side(number), json.write(new Content(plan, programme)), number, revision);
    }

    void stand(String number, int revision, PlanState state) {
        database.sql("update drill_plan set standing = ? where number = ? and revision = ?")
                .params(state.name(), number, revision)
                .update();
    }

    List<Published> plans(String number) {
        return database.sql("select * from drill_plan where number = ? order by revision")
                .param(number)
                .query((row, n) -> {
                    var content = json.read(
                            seals.open(
                                    DrillSeals.PLAN,
                                    CaseNumbers.side(number),
                                    row.getString("content"),
                                    number,
                                    row.getInt("revision")),
                            Content.class);
                    return new Published(
                            row.getInt("revision"),
                            PlanState.valueOf(row.getString("standing")),
                            content.plan(),
                            content.programme(),
                            new Hand(row.getString("published_by"), row.getString("published_for")),
                            instant(row, "published_at"));
                })
                .list();
    }

    /** What other exercises have booked, not given back and not cancelled, on the ranges of a side, from a day to a day. */
    List<Taken> taken(String side, String exceptExercise, LocalDateTime from, LocalDateTime to) {
        record Booking(String number, int revision, Taken taken) {}
        var bookings = database.sql(
                        "select s.exercise_code, p.number, p.revision, p.drill, p.range_code, p.starts_at, p.ends_at,"
                                + " p.munitions, r.content"
                                + " from drill_placement p"
                                + " join drill_plan q on q.number = p.number and q.revision = p.revision"
                                + " join drill_schedule s on s.number = p.number"
                                + " join training_range r on r.code = p.range_code"
                                + " where r.side = ? and s.exercise_code <> ? and s.state not in ('DISCARDED', 'ENDED')"
                                + " and q.standing in ('PUBLISHED', 'OFFERED', 'IN_FORCE')"
                                + " and p.ends_at > ? and p.starts_at < ?"
                                // Nothing follows upon a cancellation.
                                + " and not exists (select 1 from drill_report c where c.exercise_code = s.exercise_code"
                                + " and c.drill = p.drill and c.action = 'CANCEL')"
                                + " order by p.starts_at, s.exercise_code, p.drill")
                .params(side, exceptExercise, from, to)
                .query((row, n) -> {
                    var range = json.read(row.getString("content"), TrainingRange.class);
                    return new Booking(
                            row.getString("number"),
                            row.getInt("revision"),
                            new Taken(
                                    row.getString("exercise_code"),
                                    row.getString("drill"),
                                    row.getString("range_code"),
                                    row.getObject("starts_at", LocalDateTime.class)
                                            .minusMinutes(range.setUpMinutes()),
                                    row.getObject("ends_at", LocalDateTime.class)
                                            .plusMinutes(range.clearUpMinutes()),
                                    row.getBoolean("munitions"),
                                    0,
                                    List.of()));
                })
                .list();
        if (bookings.isEmpty()) {
            return List.of();
        }
        // Who is there, and how many, stands in the sealed programmes alone.
        record Plan(String number, int revision) {}
        var programmes = new HashMap<Plan, DrillProgramme>();
        database.sql(
                        "select number, revision, content from drill_plan where standing in ('PUBLISHED', 'OFFERED', 'IN_FORCE')"
                                + " and number in (:numbers)")
                .param(
                        "numbers",
                        bookings.stream().map(Booking::number).distinct().toList())
                .query(row -> {
                    var number = row.getString("number");
                    var revision = row.getInt("revision");
                    programmes.put(
                            new Plan(number, revision),
                            json.read(
                                            seals.open(
                                                    DrillSeals.PLAN,
                                                    CaseNumbers.side(number),
                                                    row.getString("content"),
                                                    number,
                                                    revision),
                                            Content.class)
                                    .programme());
                });
        return bookings.stream()
                .map(booking -> Optional.ofNullable(programmes.get(new Plan(booking.number(), booking.revision())))
                        .flatMap(programme -> programme.drill(booking.taken().drill()))
                        .map(drill -> booking.taken().by(drill))
                        .orElse(booking.taken()))
                .toList();
    }

    /** What was last reported of each drill of an exercise of which anything was, by code. */
    Map<String, DrillConduct.Action> reported(String exercise) {
        var last = new HashMap<String, DrillConduct.Action>();
        database.sql("select drill, action from drill_report where exercise_code = ? order by report_no")
                .param(exercise)
                .query(row -> {
                    last.put(row.getString("drill"), DrillConduct.Action.valueOf(row.getString("action")));
                });
        return last;
    }

    /** Schedules whose plan in force uses a range. */
    List<String> inForceOn(String range) {
        return database.sql(
                        "select distinct p.number from drill_placement p"
                                + " join drill_plan q on q.number = p.number and q.revision = p.revision"
                                + " join drill_schedule s on s.number = p.number"
                                + " where p.range_code = ? and q.standing = 'IN_FORCE' and s.state = 'IN_FORCE' order by p.number")
                .param(range)
                .query(String.class)
                .list();
    }

    /** Schedules of which any plan has used a range, in the order of their numbers. */
    List<String> onRange(String range) {
        return database.sql("select distinct number from drill_placement where range_code = ? order by number")
                .param(range)
                .query(String.class)
                .list();
    }

    void answer(
            DrillSchedule about, String step, String subject, boolean agreed, @Nullable String reason, String account) {
        changed(database.sql("update drill_schedule set version = version + 1 where number = ? and version = ?")
                .params(about.number(), about.version())
                .update());
        database.sql(
                        "insert into drill_answer (number, revision, step, subject, agreed, reason, answered_by, answered_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        about.number(),
                        about.revision(),
                        step,
                        subject,
                        agreed,
                        seals.sealIfWritten(
                                DrillSeals.ANSWER,
                                CaseNumbers.side(about.number()),
                                reason,
                                about.number(),
                                about.revision(),
                                step,
                                subject),
                        account,
                        now())
                .update();
    }

    List<Answer> answers(String number, int revision) {
        return database.sql(
                        "select * from drill_answer where number = ? and revision = ? order by answered_at, step, subject")
                .params(number, revision)
                .query((row, n) -> new Answer(
                        row.getString("step"),
                        row.getString("subject"),
                        row.getBoolean("agreed"),
                        seals.openIfWritten(
                                DrillSeals.ANSWER,
                                CaseNumbers.side(number),
                                row.getString("reason"),
                                number,
                                revision,
                                row.getString("step"),
                                row.getString("subject")),
                        instant(row, "answered_at")))
                .list();
    }

    /** A question begins to be searched. */
    long ask(String number, String account) {
        var key = new GeneratedKeyHolder();
        database.sql("insert into drill_proposal (number, state, asked_by, asked_at) values (?, ?, ?, ?)")
                .params(number, DrillProposal.State.SEARCHING.name(), account, now())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    void answered(
            String number,
            long proposal,
            DrillProposal.State state,
            @Nullable String engine,
            DrillPlan.Outcome outcome) {
        database.sql("update drill_proposal set state = ?, engine = ?, answer = ?, answered_at = ? where id = ?")
                .params(
                        state.name(),
                        engine,
                        seals.seal(DrillSeals.PROPOSAL, CaseNumbers.side(number), json.write(outcome), proposal),
                        now(),
                        proposal)
                .update();
    }

    /** Searches that ended with the program that ran them. */
    void loseSearches() {
        database.sql("update drill_proposal set state = ? where state = ?")
                .params(DrillProposal.State.LOST.name(), DrillProposal.State.SEARCHING.name())
                .update();
    }

    List<DrillProposal> proposals(String number) {
        return database.sql("select * from drill_proposal where number = ? order by id desc")
                .param(number)
                .query((row, n) -> proposal(row))
                .list();
    }

    Optional<DrillProposal> proposal(String number, long id) {
        return database.sql("select * from drill_proposal where number = ? and id = ?")
                .params(number, id)
                .query((row, n) -> proposal(row))
                .optional();
    }

    boolean isSearched(String number) {
        return database.sql("select count(*) from drill_proposal where number = ? and state = ?")
                        .params(number, DrillProposal.State.SEARCHING.name())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private DrillProposal proposal(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        var id = row.getLong("id");
        var outcome = answer == null
                ? new DrillPlan.Outcome(null, null)
                : json.read(
                        seals.open(DrillSeals.PROPOSAL, CaseNumbers.side(row.getString("number")), answer, id),
                        DrillPlan.Outcome.class);
        return new DrillProposal(
                id,
                DrillProposal.State.valueOf(row.getString("state")),
                row.getString("engine"),
                outcome.plan(),
                outcome.clash(),
                instant(row, "asked_at"),
                null);
    }

    void tell(String number, String account, @Nullable String side, String event, @Nullable String reason) {
        var sealId = UUID.randomUUID().toString();
        database.sql(
                        "insert into drill_story (number, happened_at, account, side, event, reason, on_behalf_of, seal_id)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        now(),
                        account,
                        side,
                        event,
                        seals.sealIfWritten(DrillSeals.STORY, CaseNumbers.side(number), reason, sealId),
                        OnBehalf.of(account),
                        sealId)
                .update();
        audit.record(account, side, number, "exercise." + event, null);
    }

    List<Event> story(String number) {
        return database.sql("select * from drill_story where number = ? order by id")
                .param(number)
                .query((row, n) -> new Event(
                        instant(row, "happened_at"),
                        row.getString("account"),
                        row.getString("on_behalf_of"),
                        row.getString("side"),
                        row.getString("event"),
                        seals.openIfWritten(
                                DrillSeals.STORY,
                                CaseNumbers.side(number),
                                row.getString("reason"),
                                row.getString("seal_id"))))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "drill.changedMeanwhile");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
