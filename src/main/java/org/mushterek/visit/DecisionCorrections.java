package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What decisions were before their authors corrected them, as rows. */
@Repository
class DecisionCorrections {

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;

    DecisionCorrections(JdbcClient database, StoredJson json, Seals seals, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
    }

    private record Row(
            int no, Instant at, String by, @Nullable String onBehalfOf, String reason, Decision before) {}

    /** Keeps a decision that is about to be replaced. */
    void keep(HostCase received, Decision before, String reason, Hand hand) {
        var number = received.number();
        int revision = received.revision();
        var host = received.document().hostState();
        var no = 1 + latestNo(received);
        database.sql("insert into visit_decision_correction (request_number, revision, no, before_it, reason,"
                        + " corrected_by, corrected_for, corrected_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        revision,
                        no,
                        seals.seal(VisitSeals.DECISION_BEFORE, host, json.write(before), number, revision, no),
                        seals.seal(VisitSeals.CORRECTION_REASON, host, reason, number, revision, no),
                        hand.account(),
                        hand.principal(),
                        clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    /** Number of the newest correction of the decision, 0 where there is none. */
    int latestNo(HostCase received) {
        return database.sql("select count(*) from visit_decision_correction where request_number = ? and revision = ?")
                .params(received.number(), received.revision())
                .query(Integer.class)
                .single();
    }

    /**
     * The corrections of a decision, in their order; asks nothing of a decision that nobody corrected.
     *
     * @param present the decision as it stands
     */
    List<DecisionCorrection> of(HostCase received, @Nullable Decision present) {
        if (present == null || !present.corrected()) {
            return List.of();
        }
        var number = received.number();
        int revision = received.revision();
        var host = received.document().hostState();
        var rows = database.sql("select * from visit_decision_correction where request_number = ? and revision = ?"
                        + " order by no")
                .params(number, revision)
                .query((row, n) -> new Row(
                        row.getInt("no"),
                        row.getObject("corrected_at", OffsetDateTime.class).toInstant(),
                        row.getString("corrected_by"),
                        row.getString("corrected_for"),
                        seals.open(
                                VisitSeals.CORRECTION_REASON,
                                host,
                                row.getString("reason"),
                                number,
                                revision,
                                row.getInt("no")),
                        json.read(
                                seals.open(
                                        VisitSeals.DECISION_BEFORE,
                                        host,
                                        row.getString("before_it"),
                                        number,
                                        revision,
                                        row.getInt("no")),
                                Decision.class)))
                .list();
        var corrections = new ArrayList<DecisionCorrection>();
        for (int at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var after = at + 1 < rows.size() ? rows.get(at + 1).before() : present;
            corrections.add(new DecisionCorrection(
                    row.no(), row.at(), row.by(), row.onBehalfOf(), row.reason(), row.before(), after));
        }
        return corrections;
    }
}
