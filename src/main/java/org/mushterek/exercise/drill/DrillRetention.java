package org.mushterek.exercise.drill;

import java.time.Clock;
import org.mushterek.common.Side;
import org.mushterek.exercise.JointRecords;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who oversaw drills, and what officers wrote of them: a schedule is joint and has one copy, which is erased by the term of the
 * side that leads it. Drills, grades, ranges, times, strengths, rounds and levels of risk stay.
 */
@Component
class DrillRetention extends JointRecords {

    private final DrillRecords records;
    private final SealedRows sealed;
    private final JdbcClient database;

    DrillRetention(DrillRecords records, SealedRows sealed, JdbcClient database, Clock clock) {
        super("drill", new KeptCases("drill_schedule", "side"), "drill_story", database, clock);
        this.records = records;
        this.sealed = sealed;
        this.database = database;
    }

    @Override
    public Erased erase(Side side, String number) {
        var schedule = records.find(number).orElseThrow();
        var persons = schedule.programme().overseers();
        records.erase(number, schedule.programme().withoutPersons());
        var texts = 1;
        for (var plan : records.plans(number)) {
            records.erase(number, plan.revision(), plan.plan(), plan.programme().withoutPersons());
            texts++;
        }
        texts += emptied("drill_answer set reason = null where number = ? and reason is not null", number)
                + emptied("drill_story set reason = null where number = ? and reason is not null", number);
        var exercise = schedule.exercise();
        if (exercise != null && isLast(exercise, number)) {
            texts += ofConduct(exercise);
        }
        return new Erased(persons, texts, 0);
    }

    /** What was written while the exercise ran, by whichever of its schedules. */
    private int ofConduct(String exercise) {
        return sealed.erase(DrillSeals.HAZARD, "t.exercise_code = ?", exercise)
                + emptied(
                        "drill_risk_answer set reason = null where reason is not null"
                                + " and number in (select r.number from drill_risk r where r.exercise_code = ?)",
                        exercise)
                + emptied("drill_report set remarks = null where exercise_code = ? and remarks is not null", exercise);
    }

    private int emptied(String update, String key) {
        return database.sql("update " + update).param(key).update();
    }
}
