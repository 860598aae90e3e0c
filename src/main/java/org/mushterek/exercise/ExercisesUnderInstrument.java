package org.mushterek.exercise;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.RestingOnInstrument;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Sides;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The exercises that rest on an instrument, told to each of their parties. */
@Component
class ExercisesUnderInstrument implements RestingOnInstrument {

    private final JdbcClient database;
    private final Exercises exercises;
    private final Instruments instruments;
    private final AuditTrail audit;
    private final Sides sides;
    private final Clock clock;

    ExercisesUnderInstrument(
            JdbcClient database,
            Exercises exercises,
            Instruments instruments,
            AuditTrail audit,
            Sides sides,
            Clock clock) {
        this.database = database;
        this.exercises = exercises;
        this.instruments = instruments;
        this.audit = audit;
        this.sides = sides;
        this.clock = clock;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.EXERCISE);
    }

    @Override
    public List<Case> reachingPast(Instrument instrument, LocalDate day) {
        var found = new ArrayList<Case>();
        var known = instruments.all();
        for (var code : database.sql("select code from exercise where last_day > ? order by code")
                .param(day)
                .query(String.class)
                .list()) {
            var exercise = exercises.find(code).orElseThrow();
            var governing = Instruments.governing(known, exercise.parties(), exercise.firstDay());
            if (governing.filter(it -> it.code().equals(instrument.code())).isPresent()) {
                exercise.parties()
                        .forEach(party -> found.add(new Case(Kind.EXERCISE, code, party, exercise.lastDay())));
            }
        }
        return found;
    }

    @Override
    public Result judgeAgain(Case resting, Instrument instrument) {
        var exercise = exercises.find(resting.number()).orElseThrow();
        var today =
                LocalDate.ofInstant(clock.instant(), sides.get(resting.side()).zone());
        var result = Result.of(instrument.terms().coverage(exercise.firstDay(), exercise.lastDay(), today));
        audit.record("system", resting.side(), resting.number(), "exercise.judgedAgain", result.name());
        return result;
    }
}
