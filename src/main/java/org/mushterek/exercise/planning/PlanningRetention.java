package org.mushterek.exercise.planning;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.EndedExercises;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What officers wrote while an exercise was planned: products, invitations, minutes, reasons. The case is joint and has one copy,
 * which is erased by the host's term. Days, versions, codes of objectives, levels of risk, answers and waivers stay.
 */
@Component
class PlanningRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("planning", "host");

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;

    PlanningRetention(JdbcClient database, StoredJson json, Seals seals, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "planning";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return EndedExercises.kept(database, CASES, "planning_story", side, held, clock, limit);
    }

    @Override
    public boolean knows(Side side, String number) {
        return EndedExercises.know(database, CASES, EndedExercises.ALL, side, number);
    }

    @Override
    public Erased erase(Side side, String number) {
        database.sql("update planning set erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        return new Erased(
                0,
                products(number)
                        + conferences(number)
                        + waivers(number)
                        + actions(number)
                        + emptied("planning_answer", number)
                        + emptied("planning_story", number),
                0);
    }

    private int products(String number) {
        record Row(String kind, int version, String content) {}
        var rows = database.sql("select kind, version, content from planning_product where number = ?")
                .param(number)
                .query((row, n) -> new Row(
                        row.getString("kind"),
                        row.getInt("version"),
                        seals.open(
                                PlanningSeals.PRODUCT,
                                CaseNumbers.side(number),
                                row.getString("content"),
                                number,
                                row.getString("kind"),
                                row.getInt("version"))))
                .list();
        for (var product : rows) {
            var content = json.read(product.content(), ProductContent.class).withoutTexts();
            database.sql("update planning_product set content = ? where number = ? and kind = ? and version = ?")
                    .params(
                            seals.seal(
                                    PlanningSeals.PRODUCT,
                                    CaseNumbers.side(number),
                                    json.write(content),
                                    number,
                                    product.kind(),
                                    product.version()),
                            number,
                            product.kind(),
                            product.version())
                    .update();
        }
        return rows.size();
    }

    private int conferences(String number) {
        record Row(String stage, int round) {}
        var rows = database.sql("select stage, round from planning_conference where number = ?")
                .param(number)
                .query((row, n) -> new Row(row.getString("stage"), row.getInt("round")))
                .list();
        for (var conference : rows) {
            for (var column : List.of(PlanningSeals.PLACE, PlanningSeals.AGENDA, PlanningSeals.MINUTES)) {
                database.sql("update planning_conference set " + column.column() + " = ? where number = ? and stage = ?"
                                + " and round = ? and " + column.column() + " is not null")
                        .params(
                                gone(column, CaseNumbers.side(number), number, conference.stage(), conference.round()),
                                number,
                                conference.stage(),
                                conference.round())
                        .update();
            }
        }
        return rows.size();
    }

    private int waivers(String number) {
        record Row(String subject, int round) {}
        var rows = database.sql("select subject, round from planning_waiver where number = ?")
                .param(number)
                .query((row, n) -> new Row(row.getString("subject"), row.getInt("round")))
                .list();
        for (var waiver : rows) {
            database.sql("update planning_waiver set reason = ? where number = ? and subject = ? and round = ?")
                    .params(
                            gone(
                                    PlanningSeals.WAIVER,
                                    CaseNumbers.side(number),
                                    number,
                                    waiver.subject(),
                                    waiver.round()),
                            number,
                            waiver.subject(),
                            waiver.round())
                    .update();
        }
        return rows.size();
    }

    /** What was answered to earlier actions, each under the key of the action's owner. */
    private int actions(String number) {
        record Row(int version, String action, String owner) {}
        var rows = database.sql("select version, action, owner from planning_action where number = ?")
                .param(number)
                .query((row, n) -> new Row(row.getInt("version"), row.getString("action"), row.getString("owner")))
                .list();
        for (var taken : rows) {
            database.sql("update planning_action set reason = ? where number = ? and version = ? and action = ?")
                    .params(
                            gone(PlanningSeals.ACTION_REASON, taken.owner(), number, taken.version(), taken.action()),
                            number,
                            taken.version(),
                            taken.action())
                    .update();
        }
        return rows.size();
    }

    private String gone(SealedColumn column, String side, Object... row) {
        return seals.seal(column, side, GONE, row);
    }

    private int emptied(String table, String number) {
        return database.sql("update " + table + " set reason = null where number = ? and reason is not null")
                .param(number)
                .update();
    }
}
