package org.mushterek.afteraction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.JointRecords;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands in words in the reports on an exercise: hot washes, minutes, both reports with what is national in them, joint texts,
 * why a signature was refused, and the prints. The case is joint and has one copy, which is erased by the host's term. Figures,
 * ratings, days, titles and signatures stay, and so does the hash of what was signed.
 */
@Component
class ReportRetention extends JointRecords {

    private static final String OF_CASE = "t.number = ?";

    private final ReportCases cases;
    private final SealedRows sealed;
    private final JdbcClient database;
    private final StoredJson json;
    private final Clock clock;

    ReportRetention(ReportCases cases, SealedRows sealed, JdbcClient database, StoredJson json, Clock clock) {
        super("report", new KeptCases("aar_case", "host"), "aar_story", database, clock);
        this.cases = cases;
        this.sealed = sealed;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Erased erase(Side side, String number) {
        database.sql("update aar_case set erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        var texts = sealed.erase(LessonSeals.MINUTES, OF_CASE, number)
                + reports(number)
                + emptied("aar_signature set reason = null where number = ? and reason is not null", number)
                + emptied("aar_story set reason = null where number = ? and reason is not null", number);
        var exercise = cases.find(number).orElseThrow().exercise();
        if (isLast(exercise, number)) {
            texts += joint(exercise);
        }
        return new Erased(0, texts, prints(number));
    }

    /** Every report, what is national in it, and the hot washes. */
    private int reports(String number) {
        database.sql("update aar_report set erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        return reduced(LessonSeals.REPORT, Report.class, Report::withoutTexts, OF_CASE, number)
                + reduced(
                        LessonSeals.NATIONAL,
                        ReportCases.National.class,
                        ReportCases.National::withoutTexts,
                        OF_CASE,
                        number)
                + reduced(LessonSeals.HOT_WASH, HotWash.class, HotWash::withoutTexts, OF_CASE, number);
    }

    /** Texts for what the parties saw alike, which every report on the exercise quotes. */
    private int joint(String exercise) {
        return reduced(
                        LessonSeals.MERGING,
                        Observation.Content.class,
                        Observation.Content::withoutTexts,
                        "t.exercise_code = ?",
                        exercise)
                + emptied(
                        "aar_story set reason = null where reason is not null"
                                + " and number in (select m.number from aar_merging m where m.exercise_code = ?)",
                        exercise);
    }

    private <T> int reduced(SealedColumn column, Class<T> type, UnaryOperator<T> left, String where, String key) {
        return sealed.reduce(column, content -> json.write(left.apply(json.read(content, type))), where, key);
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
