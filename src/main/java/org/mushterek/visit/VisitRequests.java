package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests of the sending sides, as rows. Every change counts the version up. */
@Repository
class VisitRequests {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Waivers waivers;
    private final Aliases aliases;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;
    private final OncePerTransaction<String, Optional<VisitRequest>> found = new OncePerTransaction<>(this::readOne);

    VisitRequests(
            JdbcClient database,
            JdbcTemplate batches,
            Waivers waivers,
            Aliases aliases,
            StoredJson json,
            Seals seals,
            Clock clock) {
        this.database = database;
        this.batches = batches;
        this.waivers = waivers;
        this.aliases = aliases;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
        waivers.onChange(found::forget);
    }

    void insert(VisitDocument document, Hand prepared) {
        found.forget();
        var now = now();
        database.sql(
                        "insert into visit_request (number, sending_state, host_state, state, revision, version, content,"
                                + " words, opened_at, changed_at, prepared_by, prepared_for) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)")
                .params(
                        document.number(),
                        document.sendingState(),
                        document.hostState(),
                        RequestState.PREPARATION.name(),
                        document.revision(),
                        write(document),
                        words(document),
                        now,
                        now,
                        prepared.account(),
                        prepared.principal())
                .update();
    }

    Optional<VisitRequest> find(String number) {
        return found.get(number);
    }

    private Optional<VisitRequest> readOne(String number) {
        return database.sql("select * from visit_request where number = ?")
                .param(number)
                .query((row, n) -> read(row, roll(number, row.getString("sending_state"))))
                .optional();
    }

    /** Stores the content; the roll stays. Refused as STALE when the row is no longer at the version. */
    void saveContent(VisitDocument document, int version) {
        found.forget();
        changed(database.sql(
                        "update visit_request set content = ?, words = ?, host_state = ?, exercise_code = ?, first_day = ?,"
                                + " last_day = ?, revision = ?, version = version + 1, changed_at = ?"
                                + " where number = ? and version = ?")
                .params(
                        write(document),
                        words(document),
                        document.hostState(),
                        document.exerciseCode(),
                        document.from(),
                        document.to(),
                        document.revision(),
                        now(),
                        document.number(),
                        version)
                .update());
    }

    /**
     * Replaces the nominal roll in one batch.
     *
     * @param side code of the sending side
     */
    void saveRoll(String number, String side, List<Visitor> visitors, int version) {
        var words = words(find(number).orElseThrow().document().withVisitors(visitors));
        found.forget();
        changed(database.sql("update visit_request set words = ?, version = version + 1, changed_at = ?"
                        + " where number = ? and version = ?")
                .params(words, now(), number, version)
                .update());
        database.sql("delete from visit_person where request_number = ?")
                .param(number)
                .update();
        batches.batchUpdate(
                "insert into visit_person (request_number, line, person) values (?, ?, ?)",
                visitors.stream()
                        .map(visitor -> new Object[] {
                            number,
                            visitor.line(),
                            seals.seal(VisitSeals.PERSON, side, json.write(visitor), number, visitor.line())
                        })
                        .toList());
    }

    void saveState(String number, RequestState state) {
        found.forget();
        database.sql("update visit_request set state = ?, version = version + 1, changed_at = ? where number = ?")
                .params(state.name(), now(), number)
                .update();
    }

    /**
     * The request was judged at its submission.
     *
     * @param judgedBy whose day's parameters judge it from now on, where no earlier submission has said so
     */
    void saveSubmitted(String number, RequestState state, LocalDate judgedBy) {
        found.forget();
        database.sql("update visit_request set state = ?, parameters_date = coalesce(parameters_date, ?),"
                        + " version = version + 1, changed_at = ? where number = ?")
                .params(state.name(), judgedBy, now(), number)
                .update();
    }

    /**
     * Sends the request back to its author: signatures are void, the reason is kept.
     *
     * @param side code of the sending side
     */
    void sendBack(String number, String side, @Nullable String reason) {
        found.forget();
        database.sql("update visit_request set state = ?, returned_reason = ?, certified_by = null,"
                        + " certified_for = null, endorsed_by = null, endorsed_for = null,"
                        + " version = version + 1, changed_at = ? where number = ?")
                .params(
                        RequestState.CORRECTION.name(),
                        seals.sealIfWritten(VisitSeals.RETURNED_REASON, side, reason, number),
                        now(),
                        number)
                .update();
    }

    /** The host says otherwise why it has returned the request. */
    void saveReturnedReason(String number, String side, @Nullable String reason) {
        found.forget();
        database.sql("update visit_request set returned_reason = ?, version = version + 1 where number = ?")
                .params(seals.sealIfWritten(VisitSeals.RETURNED_REASON, side, reason, number), number)
                .update();
    }

    void startRevision(String number, int revision) {
        found.forget();
        database.sql("update visit_request set revision = ?, version = version + 1, changed_at = ? where number = ?")
                .params(revision, now(), number)
                .update();
    }

    /** @param step {@code prepared}, {@code certified} or {@code endorsed} */
    void sign(String number, String step, Hand hand) {
        found.forget();
        if (!step.equals("prepared") && !step.equals("certified") && !step.equals("endorsed")) {
            throw new IllegalArgumentException(step);
        }
        database.sql("update visit_request set " + step + "_by = ?, " + step
                        + "_for = ?, version = version + 1 where number = ?")
                .params(hand.account(), hand.principal(), number)
                .update();
    }

    void saveParametersDate(String number, LocalDate date) {
        found.forget();
        database.sql("update visit_request set parameters_date = ? where number = ?")
                .params(date, number)
                .update();
    }

    private List<Visitor> roll(String number, String side) {
        return database.sql("select line, person from visit_person where request_number = ?"
                        + " and person is not null order by line")
                .param(number)
                .query((row, n) -> json.read(
                        seals.open(VisitSeals.PERSON, side, row.getString("person"), number, row.getInt("line")),
                        Visitor.class))
                .list();
    }

    private VisitRequest read(ResultSet row, List<Visitor> roll) throws SQLException {
        var content = opened(row.getString("number"), row.getString("sending_state"), row.getString("content"));
        var document = content.asKept(
                row.getInt("revision"),
                row.getString("host_state"),
                content.particulars().aliases() == null
                        ? roll
                        : aliases.given(row.getString("sending_state"), row.getString("number"), roll),
                waivers.granted(content.number(), row.getInt("revision")));
        return new VisitRequest(
                document,
                RequestState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                new Hand(row.getString("prepared_by"), row.getString("prepared_for")),
                Hand.of(row.getString("certified_by"), row.getString("certified_for")),
                Hand.of(row.getString("endorsed_by"), row.getString("endorsed_for")),
                row.getObject("parameters_date", LocalDate.class),
                seals.openIfWritten(
                        VisitSeals.RETURNED_REASON,
                        row.getString("sending_state"),
                        row.getString("returned_reason"),
                        row.getString("number")));
    }

    /** What is kept of a request, without the roll and the waivers. */
    VisitDocument opened(String number, String side, String content) {
        return json.read(seals.open(VisitSeals.CONTENT, side, content, number), VisitDocument.class);
    }

    /** The content without the roll and the waivers, which have their own rows. */
    private String write(VisitDocument document) {
        return seals.seal(
                VisitSeals.CONTENT, document.sendingState(), json.write(document.contentAlone()), document.number());
    }

    /** Where the request asks for aliases, it is found by these. */
    private String words(VisitDocument document) {
        var side = document.sendingState();
        var named = document.particulars().aliases() == null
                ? document
                : document.withVisitors(aliases.given(side, document.number(), document.visitors()));
        return seals.seal(VisitSeals.WORDS, side, CaseWords.of(named).text(), document.number());
    }

    /** What earlier releases kept is found by words as well, from the first start on. */
    void keepWords(String number) {
        find(number).ifPresent(request -> database.sql("update visit_request set words = ? where number = ?")
                .params(words(request.document()), number)
                .update());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "visit.changedMeanwhile");
        }
    }
}
