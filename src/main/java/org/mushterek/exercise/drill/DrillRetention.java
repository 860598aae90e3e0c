package org.mushterek.exercise.drill;

import java.time.Clock;
import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.exercise.EndedExercises;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who oversaw drills, and what officers wrote of them: a schedule is joint and has one copy, which is erased by the term of the
 * side that leads it. Drills, grades, ranges, times, strengths, rounds and levels of risk stay.
 */
@Component
class DrillRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("drill_schedule", "side");

    private final DrillRecords records;
    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    DrillRetention(DrillRecords records, JdbcClient database, Seals seals, Clock clock) {
        this.records = records;
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "drill";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return EndedExercises.kept(database, CASES, "drill_story", side, held, clock, limit);
    }

    @Override
    public boolean knows(Side side, String number) {
        return EndedExercises.know(database, CASES, EndedExercises.ALL, side, number);
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
        if (exercise != null && EndedExercises.isLast(database, CASES, exercise, number)) {
            texts += ofConduct(exercise);
        }
        return new Erased(persons, texts, 0);
    }

    /** What was written while the exercise ran, by whichever of its schedules. */
    private int ofConduct(String exercise) {
        var risks = database.sql("select number from drill_risk where exercise_code = ?")
                .param(exercise)
                .query(String.class)
                .list();
        for (var risk : risks) {
            database.sql("update drill_risk set hazard = ? where number = ?")
                    .params(seals.seal(DrillSeals.HAZARD, CaseNumbers.side(risk), GONE, risk), risk)
                    .update();
        }
        return risks.size()
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
