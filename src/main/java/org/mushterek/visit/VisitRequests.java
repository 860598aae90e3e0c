package org.mushterek.visit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.OpenedValues;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The requests of the sending sides, as rows. Every change counts the version up. */
@Repository
class VisitRequests {

    /** A request with its roll in one answer, and whether any waiver of it lives. */
    private static final String ONE = """
            select r.*,
                   (select array_agg(cast(p.line || ' ' || p.person as varchar) order by p.line)
                    from visit_person p where p.request_number = r.number and p.person is not null) as roll,
                   (select count(*) from visit_waiver w
                    where w.request_number = r.number and w.died_at is null) as living_waivers
            from visit_request r where r.number = ?""";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Waivers waivers;
    private final Aliases aliases;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;
    private final OpenedValues<VisitDocument> contents;
    private final OpenedValues<Visitor> persons;
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
        this.contents = new OpenedValues<>(
                seals, VisitSeals.CONTENT, 100, (content, alone) -> json.read(content, VisitDocument.class));
        this.persons =
                new OpenedValues<>(seals, VisitSeals.PERSON, 1000, (person, alone) -> json.read(person, Visitor.class));
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
        return database.sql(ONE).param(number).query((row, n) -> read(row)).optional();
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
                            seals.seal(
                                    VisitSeals.PERSON, side, json.write(visitor.called(null)), number, visitor.line())
                        })
                        .toList());
    }

    void saveState(String number, RequestState state) {
        counted(
                number,
                database.sql(
                                "update visit_request set state = ?, version = version + 1, changed_at = ? where number = ?")
                        .params(state.name(), now(), number),
                (request, version) -> request.in(state, version));
    }

    /** What a change makes of a request that this transaction has read, and the version that counts the change. */
    private interface Counted {

        VisitRequest of(VisitRequest before, int version);
    }

    /**
     * A change of the row that counts the version up by one. Where nothing else changed the request since it was read, what
     * was read is still known, and not read anew.
     */
    private void counted(String number, JdbcClient.StatementSpec change, Counted counted) {
        var keys = new GeneratedKeyHolder();
        change.update(keys, "version");
        var version = keys.getKeyList().isEmpty()
                ? 0
                : Objects.requireNonNull(keys.getKey()).intValue();
        var isOnlyChange = found.known(number)
                .flatMap(any -> any)
                .filter(request -> request.version() + 1 == version)
                .isPresent();
        if (isOnlyChange) {
            found.change(number, known -> known.map(request -> counted.of(request, version)));
        } else {
            found.forget();
        }
    }

    /**
     * The request was judged at its submission.
     *
     * @param judgedBy whose day's parameters judge it from now on, where no earlier submission has said so
     */
    void saveSubmitted(String number, RequestState state, LocalDate judgedBy) {
        counted(
                number,
                database.sql("update visit_request set state = ?, parameters_date = coalesce(parameters_date, ?),"
                                + " version = version + 1, changed_at = ? where number = ?")
                        .params(state.name(), judgedBy, now(), number),
                (request, version) -> (request.parametersDate() == null
                                ? request.judgedByParametersOf(judgedBy)
                                : request)
                        .in(state, version));
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

    void signPrepared(String number, Hand hand) {
        counted(
                number,
                database.sql("update visit_request set prepared_by = ?, prepared_for = ?, version = version + 1"
                                + " where number = ?")
                        .params(hand.account(), hand.principal(), number),
                (request, version) -> request.preparedBy(hand, version));
    }

    /** The roll is certified, and the request goes on to its next state. */
    void certify(String number, Hand hand, RequestState next) {
        sign(number, "certified", hand, next, (request, version) -> request.certifiedBy(hand, version));
    }

    /** The request is endorsed, and goes on to its next state. */
    void endorse(String number, Hand hand, RequestState next) {
        sign(number, "endorsed", hand, next, (request, version) -> request.endorsedBy(hand, version));
    }

    private void sign(String number, String step, Hand hand, RequestState next, Counted signed) {
        counted(
                number,
                database.sql("update visit_request set " + step + "_by = ?, " + step
                                + "_for = ?, state = ?, version = version + 1, changed_at = ? where number = ?")
                        .params(hand.account(), hand.principal(), next.name(), now(), number),
                (request, version) -> signed.of(request, version).in(next, version));
    }

    void saveParametersDate(String number, LocalDate date) {
        found.forget();
        database.sql("update visit_request set parameters_date = ? where number = ?")
                .params(date, number)
                .update();
    }

    /** @param kept the line of each person and what is kept of the person, parted by a space */
    private List<Visitor> roll(String number, String side, @Nullable Array kept) throws SQLException {
        if (kept == null) {
            return List.of();
        }
        var roll = new ArrayList<Visitor>();
        for (var line : (Object[]) kept.getArray()) {
            var parts = line.toString().split(" ", 2);
            roll.add(persons.open(side, parts[1], "", number, Integer.valueOf(parts[0])));
        }
        return List.copyOf(roll);
    }

    private VisitRequest read(ResultSet row) throws SQLException {
        var roll = roll(row.getString("number"), row.getString("sending_state"), row.getArray("roll"));
        var content = opened(row.getString("number"), row.getString("sending_state"), row.getString("content"));
        var isWaived = row.getInt("living_waivers") > 0;
        if (!isWaived) {
            waivers.knowNone(content.number(), row.getInt("revision"));
        }
        var document = content.asKept(
                row.getInt("revision"),
                row.getString("host_state"),
                content.particulars().aliases() == null
                        ? roll
                        : aliases.given(row.getString("sending_state"), row.getString("number"), roll),
                isWaived ? waivers.granted(content.number(), row.getInt("revision")) : List.of());
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
        return contents.open(side, content, "", number);
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
