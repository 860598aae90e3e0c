package org.mushterek.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.OpenedValues;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** Transmitted requests, desks and decisions, as rows. */
@Repository
class HostCases {

    /**
     * A decision with its parts in one answer, each in its order: number, verdict, limits and, where there is one, the reason,
     * parted by spaces.
     */
    private static final String DECISION = "select t.*, " + VisitSeals.HOST + """
             as host,
            (select array_agg(cast(v.line || ' ' || v.verdict || ' ' || coalesce(' ' || v.reason_code, '') as varchar)
                    order by v.line)
             from visit_decision_visitor v
             where v.request_number = t.request_number and v.revision = t.revision) as visitors,
            (select array_agg(cast(s.site || ' ' || s.verdict || ' ' || coalesce(s.limits, '')
                    || coalesce(' ' || s.reason_code, '') as varchar) order by s.site)
             from visit_decision_site s
             where s.request_number = t.request_number and s.revision = t.revision) as sites,
            (select array_agg(cast(e.line || ' ' || e.site as varchar) order by e.line, e.site)
             from visit_decision_exception e
             where e.request_number = t.request_number and e.revision = t.revision) as exceptions
            from visit_decision t where t.request_number = ? and t.revision = ?""";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final Seals seals;
    private final Clock clock;
    private final OpenedValues<VisitDocument> documents;
    private final OncePerTransaction<String, Optional<HostCase>> latest = new OncePerTransaction<>(this::readLatest);
    private final OncePerTransaction<Revision, Optional<Decision>> decisions =
            new OncePerTransaction<>(this::readDecision);

    HostCases(JdbcClient database, JdbcTemplate batches, ObjectMapper json, Seals seals, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
        this.documents = new OpenedValues<>(seals, VisitSeals.DOCUMENT, 100, this::document);
    }

    /** @param canonical the document of which the case has the hash */
    void insert(HostCase received, CanonicalJson canonical) {
        var document = received.document();
        database.sql("insert into visit_transmission (request_number, revision, sending_state, host_state, document,"
                        + " sha256, first_day, last_day, delivered_at, receipt_day, parameters_date, state, persons,"
                        + " exercise_code, words, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        document.number(),
                        document.revision(),
                        document.sendingState(),
                        document.hostState(),
                        seals.seal(
                                VisitSeals.DOCUMENT,
                                document.hostState(),
                                canonical.text(),
                                document.number(),
                                document.revision()),
                        received.sha256(),
                        document.from(),
                        document.to(),
                        received.deliveredAt().atOffset(ZoneOffset.UTC),
                        received.receiptDay(),
                        received.parametersDate(),
                        received.state().name(),
                        document.visitors().size(),
                        document.exerciseCode(),
                        words(document))
                .update();
        latest.forget();
        latest.know(document.number(), Optional.of(received.asKept(document(canonical.text()))));
    }

    private String words(VisitDocument document) {
        return seals.seal(
                VisitSeals.WORDS_RECEIVED,
                document.hostState(),
                CaseWords.of(document).text(),
                document.number(),
                document.revision());
    }

    /** What earlier releases kept is found by words as well, from the first start on. */
    void keepWords(String number) {
        for (var handedOver : revisions(number)) {
            database.sql("update visit_transmission set words = ? where request_number = ? and revision = ?")
                    .params(words(handedOver.document()), number, handedOver.revision())
                    .update();
        }
    }

    /** The latest revision that was handed over. */
    Optional<HostCase> findLatest(String number) {
        return latest.get(number);
    }

    private Optional<HostCase> readLatest(String number) {
        return database.sql("select * from visit_transmission where request_number = ? order by revision desc"
                        + " fetch first 1 rows only")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The latest revision of each that was handed over, in one statement. */
    List<HostCase> findLatest(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : database.sql("select * from visit_transmission t where request_number in (:numbers) and revision ="
                                + " (select max(l.revision) from visit_transmission l"
                                + " where l.request_number = t.request_number)")
                        .param("numbers", numbers)
                        .query((row, n) -> read(row))
                        .list();
    }

    List<HostCase> revisions(String number) {
        return database.sql("select * from visit_transmission where request_number = ? order by revision")
                .param(number)
                .query((row, n) -> read(row))
                .list();
    }

    void saveState(String number, int revision, HostState state) {
        var keys = new GeneratedKeyHolder();
        database.sql("update visit_transmission set state = ?, version = version + 1"
                        + " where request_number = ? and revision = ?")
                .params(state.name(), number, revision)
                .update(keys, "version");
        var version = keys.getKeyList().isEmpty()
                ? 0
                : Objects.requireNonNull(keys.getKey()).intValue();
        var isOnlyChange = latest.known(number)
                .flatMap(any -> any)
                .filter(received -> received.revision() == revision && received.version() + 1 == version)
                .isPresent();
        if (isOnlyChange) {
            latest.change(number, known -> known.map(received -> received.in(state, version)));
        } else {
            latest.forget();
        }
    }

    void openDesks(String number, int revision, List<String> desks) {
        batches.batchUpdate(
                "insert into visit_desk (request_number, revision, desk) values (?, ?, ?)",
                desks.stream()
                        .map(desk -> new Object[] {number, revision, desk})
                        .toList());
    }

    List<DeskReview> desks(String number, int revision) {
        return database.sql("select t.*, " + VisitSeals.HOST
                        + " as host from visit_desk t where request_number = ? and revision = ? order by desk")
                .params(number, revision)
                .query((row, n) -> new DeskReview(
                        row.getString("desk"),
                        row.getString("opinion") == null ? null : DeskReview.Opinion.valueOf(row.getString("opinion")),
                        seals.openIfWritten(
                                VisitSeals.DESK_REMARK,
                                row.getString("host"),
                                row.getString("remark"),
                                number,
                                revision,
                                row.getString("desk")),
                        row.getString("answered_by"),
                        instant(row, "answered_at")))
                .list();
    }

    void answerDesk(
            HostCase received, String desk, DeskReview.Opinion opinion, @Nullable String remark, String account) {
        var number = received.number();
        int revision = received.revision();
        var keptRemark = seals.sealIfWritten(
                VisitSeals.DESK_REMARK, received.document().hostState(), remark, number, revision, desk);
        var rows = database.sql("update visit_desk set opinion = ?, remark = ?, answered_by = ?, answered_at = ?"
                        + " where request_number = ? and revision = ? and desk = ? and opinion is null")
                .params(opinion.name(), keptRemark, account, now(), number, revision, desk)
                .update();
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.deskAlreadyAnswered");
        }
    }

    void insertDecision(HostCase received, Decision decision) {
        var number = received.number();
        int revision = received.revision();
        var host = received.document().hostState();
        decisions.forget();
        var before = database.sql("delete from visit_decision where request_number = ? and revision = ?")
                .params(number, revision)
                .update();
        if (before > 0) {
            for (var table : List.of("visit_decision_visitor", "visit_decision_site", "visit_decision_exception")) {
                database.sql("delete from " + table + " where request_number = ? and revision = ?")
                        .params(number, revision)
                        .update();
            }
        }
        database.sql("insert into visit_decision (request_number, revision, outcome, reason_code, comment, limits,"
                        + " staff_note, decided_by, decided_at, decided_for, corrected)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        revision,
                        decision.outcome().name(),
                        decision.reasonCode(),
                        seals.sealIfWritten(VisitSeals.DECISION_COMMENT, host, decision.comment(), number, revision),
                        seals.sealIfWritten(VisitSeals.DECISION_LIMITS, host, decision.limits(), number, revision),
                        seals.sealIfWritten(VisitSeals.STAFF_NOTE, host, decision.staffNote(), number, revision),
                        decision.decidedBy(),
                        decision.decidedAt().atOffset(ZoneOffset.UTC),
                        decision.decidedFor(),
                        decision.corrected())
                .update();
        batches.batchUpdate(
                "insert into visit_decision_visitor (request_number, revision, line, verdict, reason_code)"
                        + " values (?, ?, ?, ?, ?)",
                decision.visitors().stream()
                        .map(visitor -> new Object[] {
                            number, revision, visitor.line(), visitor.verdict().name(), visitor.reasonCode()
                        })
                        .toList());
        batches.batchUpdate(
                "insert into visit_decision_site (request_number, revision, site, verdict, reason_code, limits)"
                        + " values (?, ?, ?, ?, ?, ?)",
                decision.sites().stream()
                        .map(site -> new Object[] {
                            number,
                            revision,
                            site.site(),
                            site.verdict().name(),
                            site.reasonCode(),
                            seals.sealIfWritten(
                                    VisitSeals.SITE_LIMITS, host, site.limits(), number, revision, site.site())
                        })
                        .toList());
        batches.batchUpdate(
                "insert into visit_decision_exception (request_number, revision, line, site) values (?, ?, ?, ?)",
                decision.exceptions().stream()
                        .map(exception -> new Object[] {number, revision, exception.line(), exception.site()})
                        .toList());
        decisions.know(new Revision(number, revision), Optional.of(decision));
    }

    Optional<Decision> decision(String number, int revision) {
        return decisions.get(new Revision(number, revision));
    }

    private record Revision(String number, int revision) {}

    private Optional<Decision> readDecision(Revision of) {
        return readDecision(of.number(), of.revision());
    }

    private Optional<Decision> readDecision(String number, int revision) {
        return database.sql(DECISION)
                .params(number, revision)
                .query((row, n) -> decision(row, number, revision))
                .optional();
    }

    /** When a revision was decided, or its decision corrected last. */
    Instant decidedAt(String number, int revision) {
        return database.sql("select decided_at from visit_decision where request_number = ? and revision = ?")
                .params(number, revision)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private Decision decision(ResultSet row, String number, int revision) throws SQLException {
        var host = row.getString("host");
        return new Decision(
                Outcome.valueOf(row.getString("outcome")),
                row.getString("reason_code"),
                seals.openIfWritten(VisitSeals.DECISION_COMMENT, host, row.getString("comment"), number, revision),
                seals.openIfWritten(VisitSeals.DECISION_LIMITS, host, row.getString("limits"), number, revision),
                seals.openIfWritten(VisitSeals.STAFF_NOTE, host, row.getString("staff_note"), number, revision),
                parts(row.getArray("visitors"))
                        .map(visitor -> new Decision.VisitorVerdict(visitor.no(), visitor.verdict(), visitor.reason()))
                        .toList(),
                parts(row.getArray("sites"))
                        .map(site -> new Decision.SiteVerdict(
                                site.no(),
                                site.verdict(),
                                site.reason(),
                                seals.openIfWritten(
                                        VisitSeals.SITE_LIMITS, host, site.limits(), number, revision, site.no())))
                        .toList(),
                exceptions(row.getArray("exceptions")),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_for"),
                row.getBoolean("corrected"));
    }

    /** The verdict on one visitor or site, as {@link #DECISION} tells it. */
    private record Part(
            int no,
            Decision.Verdict verdict,
            @Nullable String limits,
            @Nullable String reason) {

        static Part read(String told) {
            var words = told.split(" ", 4);
            return new Part(
                    Integer.parseInt(words[0]),
                    Decision.Verdict.valueOf(words[1]),
                    words[2].isEmpty() ? null : words[2],
                    words.length < 4 ? null : words[3]);
        }
    }

    private static Stream<Part> parts(@Nullable Array told) throws SQLException {
        return texts(told).map(Part::read);
    }

    private static List<Decision.ExceptionAtSite> exceptions(@Nullable Array told) throws SQLException {
        return texts(told)
                .map(text -> text.split(" ", -1))
                .map(numbers ->
                        new Decision.ExceptionAtSite(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                .toList();
    }

    private static Stream<String> texts(@Nullable Array told) throws SQLException {
        return told == null
                ? Stream.empty()
                : Stream.of((Object[]) told.getArray()).map(Object::toString);
    }

    private HostCase read(ResultSet row) throws SQLException {
        var sha256 = row.getString("sha256");
        return new HostCase(
                documents.open(
                        row.getString("host_state"),
                        row.getString("document"),
                        // Of an erased document the hash tells only that it once was what both sides had.
                        row.getObject("erased_at") == null ? sha256 : "",
                        row.getString("request_number"),
                        row.getInt("revision")),
                sha256,
                row.getObject("delivered_at", OffsetDateTime.class).toInstant(),
                row.getObject("receipt_day", LocalDate.class),
                row.getObject("parameters_date", LocalDate.class),
                HostState.valueOf(row.getString("state")),
                row.getInt("version"));
    }

    /** @param sha256 of which the document has to be; empty for any */
    private VisitDocument document(String text, String sha256) {
        var document = document(text);
        if (!sha256.isEmpty() && !CanonicalJson.fits(text, sha256, json)) {
            throw new IllegalStateException("What was transmitted of " + document.number() + ", revision "
                    + document.revision() + ", is not what is kept of it\n"
                    + "Maybe somebody changed the row in the database.");
        }
        return document;
    }

    private VisitDocument document(String text) {
        try {
            return json.readValue(text, VisitDocument.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A transmitted request cannot be read", unreadable);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
