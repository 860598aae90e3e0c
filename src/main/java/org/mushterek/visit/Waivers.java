package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.agreement.rule.Waiver;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Seals;
import org.mushterek.common.Sha256;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the sending side's authorities answered to breaches that need a waiver. Nothing is deleted: answers die. */
@Repository
class Waivers {

    /** What no waiver is about. */
    private static final String NOTHING = "";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Seals seals;
    private final Clock clock;
    private final OncePerTransaction<Revision, List<Answer>> living = new OncePerTransaction<>(this::readLiving);
    private Runnable changed = () -> {};

    Waivers(JdbcClient database, JdbcTemplate batches, Seals seals, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * The answer to one breach.
     *
     * @param subject what was asked for, as {@link #subjectOf} tells it; null in answers of earlier releases
     */
    record Answer(boolean granted, Waiver waiver, @Nullable String subject, Hand hand, Instant at) {

        String rule() {
            return waiver.rule();
        }
    }

    /**
     * What a waiver of this breach would be granted for, as a hash of the breach with all that it names. Where any of it
     * changes, another waiver is needed.
     */
    static String subjectOf(Verdict.Breached breach) {
        return Sha256.of(breach.rule().id().code() + breach.faults());
    }

    /** Whoever keeps what was read of waivers is told when it no longer holds. */
    void onChange(Runnable forget) {
        changed = forget;
    }

    /**
     * Keeps the answers of one officer.
     *
     * @param side code of the sending side, under whose key the reasons are kept
     */
    void keep(String number, String side, int revision, List<Answer> answers) {
        forget();
        batches.batchUpdate(
                "insert into visit_waiver (request_number, revision, rule_id, granted, authority, reason, answered_on,"
                        + " subject, answered_by, answered_for, answered_at, seal_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                answers.stream()
                        .map(answer -> row(number, side, revision, answer))
                        .toList());
    }

    private Object[] row(String number, String side, int revision, Answer answer) {
        var id = UUID.randomUUID().toString();
        return new Object[] {
            number,
            revision,
            answer.rule(),
            answer.granted(),
            answer.waiver().authority(),
            seals.seal(VisitSeals.WAIVER, side, answer.waiver().reason(), id),
            answer.waiver().grantedOn(),
            answer.subject(),
            answer.hand().account(),
            answer.hand().principal(),
            answer.at().atOffset(ZoneOffset.UTC),
            id
        };
    }

    /** The waivers that hold for a revision. */
    List<Waiver> granted(String number, int revision) {
        return living(number, revision).stream()
                .filter(Answer::granted)
                .map(Answer::waiver)
                .toList();
    }

    /** The refusals that hold for a revision. */
    List<Waiver> refused(String number, int revision) {
        return living(number, revision).stream()
                .filter(answer -> !answer.granted())
                .map(Answer::waiver)
                .toList();
    }

    /** Who gave a living answer for a revision. */
    Set<Hand> givenBy(String number, int revision) {
        return living(number, revision).stream().map(Answer::hand).collect(Collectors.toSet());
    }

    /** The answers that hold for a revision, in the order of the rules' codes. */
    List<Answer> living(String number, int revision) {
        return living.get(new Revision(number, revision));
    }

    /** For whoever has just read that none of the request lives. */
    void knowNone(String number, int revision) {
        living.know(new Revision(number, revision), List.of());
    }

    private record Revision(String number, int revision) {}

    private void forget() {
        living.forget();
        changed.run();
    }

    private List<Answer> readLiving(Revision of) {
        return readLiving(of.number(), of.revision());
    }

    private List<Answer> readLiving(String number, int revision) {
        return database.sql(
                        "select w.*, (select r.sending_state from visit_request r where r.number = w.request_number)"
                                + " as side from visit_waiver w where w.request_number = ? and w.revision = ?"
                                + " and w.died_at is null order by w.rule_id, w.id")
                .params(number, revision)
                .query((row, n) -> new Answer(
                        row.getBoolean("granted"),
                        new Waiver(
                                row.getString("rule_id"),
                                row.getString("authority"),
                                seals.open(
                                        VisitSeals.WAIVER,
                                        row.getString("side"),
                                        row.getString("reason"),
                                        row.getString("seal_id")),
                                row.getObject("answered_on", LocalDate.class)),
                        row.getString("subject"),
                        new Hand(row.getString("answered_by"), row.getString("answered_for")),
                        row.getObject("answered_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * The request is submitted anew: what was answered before was answered to something else. Where one waiver was refused
     * and the request was mended for that, the others stay as long as they are for the same thing.
     *
     * @param preparer who submits it: no waiver of an own request is kept (VIS-23)
     * @param asked what each breach is about now, by the code of its rule; asked for where anything was answered
     */
    void die(String number, int revision, Hand preparer, Supplier<Map<String, String>> asked) {
        var answers = database.sql("select id, rule_id from visit_waiver where request_number = ? and died_at is null")
                .param(number)
                .query()
                .listOfRows();
        if (answers.isEmpty()) {
            return;
        }
        var subjects = asked.get();
        var afterRefusal = !refused(number, revision).isEmpty();
        var kept = living(number, revision).stream()
                .filter(answer ->
                        afterRefusal && answer.granted() && !answer.hand().isOneWith(preparer))
                .filter(answer -> Objects.equals(answer.subject(), subjects.getOrDefault(answer.rule(), NOTHING)))
                .map(Answer::rule)
                .toList();
        forget();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        for (var answer : answers) {
            if (!kept.contains(String.valueOf(answer.get("rule_id")))) {
                database.sql("update visit_waiver set died_at = ? where id = ?")
                        .params(now, answer.get("id"))
                        .update();
            }
        }
    }
}
