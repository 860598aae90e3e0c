package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mushterek.agreement.rule.Waiver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the sending side's authority answered to breaches that need a waiver. Nothing is deleted: answers die. */
@Repository
class Waivers {

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    Waivers(JdbcClient database, JdbcTemplate batches, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.clock = clock;
    }

    /** Keeps one answer to the breaches of these rules. */
    void keep(String number, int revision, boolean granted, List<Waiver> answers, String account) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        batches.batchUpdate(
                "insert into visit_waiver (request_number, revision, rule_id, granted, authority, reason, answered_on,"
                        + " answered_by, answered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                answers.stream()
                        .map(answer -> new Object[] {
                            number,
                            revision,
                            answer.rule(),
                            granted,
                            answer.authority(),
                            answer.reason(),
                            answer.grantedOn(),
                            account,
                            now
                        })
                        .toList());
    }

    /** The waivers that hold for a revision. */
    List<Waiver> granted(String number, int revision) {
        return living(number, revision, true);
    }

    /** Why the living answer for a revision was a refusal; empty where none was refused. */
    Optional<String> refusal(String number, int revision) {
        return living(number, revision, false).stream().map(Waiver::reason).findFirst();
    }

    /** Who gave the living answer for a revision; empty where nobody was asked. */
    Optional<String> givenBy(String number, int revision) {
        return database.sql("select min(answered_by) from visit_waiver where request_number = ? and revision = ?"
                        + " and died_at is null having count(*) > 0")
                .params(number, revision)
                .query(String.class)
                .optional();
    }

    private List<Waiver> living(String number, int revision, boolean granted) {
        return database.sql("select rule_id, authority, reason, answered_on from visit_waiver where request_number = ?"
                        + " and revision = ? and granted = ? and died_at is null order by rule_id")
                .params(number, revision, granted)
                .query((row, n) -> new Waiver(
                        row.getString("rule_id"),
                        row.getString("authority"),
                        row.getString("reason"),
                        row.getObject("answered_on", LocalDate.class)))
                .list();
    }

    /** The request is submitted anew: what was answered before was answered to something else. */
    void die(String number) {
        database.sql("update visit_waiver set died_at = ? where request_number = ? and died_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
    }
}
