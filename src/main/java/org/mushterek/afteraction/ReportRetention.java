package org.mushterek.afteraction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.EndedExercises;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands in words in the reports on an exercise: hot washes, minutes, both reports with what is national in them, joint texts,
 * why a signature was refused, and the prints. The case is joint and has one copy, which is erased by the host's term. Figures,
 * ratings, days, titles and signatures stay, and so does the hash of what was signed.
 */
@Component
class ReportRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("aar_case", "host");

    private final ReportCases cases;
    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;

    ReportRetention(ReportCases cases, JdbcClient database, StoredJson json, Seals seals, Clock clock) {
        this.cases = cases;
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "report";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return EndedExercises.kept(database, CASES, "aar_story", side, held, clock, limit);
    }

    @Override
    public boolean knows(Side side, String number) {
        return EndedExercises.know(database, CASES, EndedExercises.ALL, side, number);
    }

    @Override
    public Erased erase(Side side, String number) {
        database.sql("update aar_case set erased_at = ?,"
                        + " meeting_minutes = case when meeting_minutes is null then null else ? end where number = ?")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        seals.seal(LessonSeals.MINUTES, side.code(), GONE, number),
                        number)
                .update();
        var texts = 1
                + cases.erase(number)
                + emptied("aar_signature set reason = null where number = ? and reason is not null", number)
                + emptied("aar_story set reason = null where number = ? and reason is not null", number);
        var exercise = cases.find(number).orElseThrow().exercise();
        if (EndedExercises.isLast(database, CASES, exercise, number)) {
            texts += joint(exercise);
        }
        return new Erased(0, texts, prints(number));
    }

    /** Texts for what the parties saw alike, which every report on the exercise quotes. */
    private int joint(String exercise) {
        record Row(String number, String opener, String content) {}
        var rows = database.sql("select number, opener, content from aar_merging where exercise_code = ?")
                .param(exercise)
                .query((row, n) -> new Row(row.getString("number"), row.getString("opener"), row.getString("content")))
                .list();
        for (var merging : rows) {
            var content = json.read(
                    seals.open(LessonSeals.MERGING, merging.opener(), merging.content(), merging.number()),
                    Observation.Content.class);
            database.sql("update aar_merging set content = ? where number = ?")
                    .params(
                            seals.seal(
                                    LessonSeals.MERGING,
                                    merging.opener(),
                                    json.write(content.withoutTexts()),
                                    merging.number()),
                            merging.number())
                    .update();
        }
        return rows.size()
                + emptied(
                        "aar_story set reason = null where reason is not null"
                                + " and number in (select m.number from aar_merging m where m.exercise_code = ?)",
                        exercise);
    }

    private int emptied(String update, String key) {
        return database.sql("update " + update).param(key).update();
    }

    private int prints(String number) {
        database.sql("delete from aar_report_print_piece where attachment_id in"
                        + " (select p.id from aar_report_print p where p.number = ?)")
                .param(number)
                .update();
        return database.sql("delete from aar_report_print where number = ?")
                .param(number)
                .update();
    }
}
