package org.mushterek.exercise.planning;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.JointRecords;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What officers wrote while an exercise was planned: products, invitations, minutes, reasons. The case is joint and has one copy,
 * which is erased by the host's term. Days, versions, codes of objectives, levels of risk, answers and waivers stay.
 */
@Component
class PlanningRetention extends JointRecords {

    private static final String OF_CASE = "t.number = ?";

    private final SealedRows sealed;
    private final JdbcClient database;
    private final StoredJson json;
    private final Clock clock;

    PlanningRetention(SealedRows sealed, JdbcClient database, StoredJson json, Clock clock) {
        super("planning", new KeptCases("planning", "host"), "planning_story", database, clock);
        this.sealed = sealed;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Erased erase(Side side, String number) {
        database.sql("update planning set erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        var products = sealed.reduce(
                PlanningSeals.PRODUCT,
                content -> json.write(json.read(content, ProductContent.class).withoutTexts()),
                OF_CASE,
                number);
        var texts = Stream.of(
                        PlanningSeals.PLACE,
                        PlanningSeals.AGENDA,
                        PlanningSeals.MINUTES,
                        PlanningSeals.WAIVER,
                        PlanningSeals.ACTION_REASON)
                .mapToInt(column -> sealed.erase(column, OF_CASE, number))
                .sum();
        return new Erased(
                0, products + texts + emptied("planning_answer", number) + emptied("planning_story", number), 0);
    }

    private int emptied(String table, String number) {
        return database.sql("update " + table + " set reason = null where number = ? and reason is not null")
                .param(number)
                .update();
    }
}
