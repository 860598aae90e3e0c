package org.mushterek.exercise.planning;

import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.RestingOnInstrument;
import org.mushterek.common.Message;
import org.mushterek.exercise.Exercise;
import org.springframework.stereotype.Component;

/** The first item of the gate: whether an instrument in force covers the exercise to its end. It is on record here in any case. */
@Component
class InstrumentOfGate {

    static final String ITEM = "INSTRUMENT";

    private final Instruments instruments;
    private final PlanningDays days;

    InstrumentOfGate(Instruments instruments, PlanningDays days) {
        this.instruments = instruments;
        this.days = days;
    }

    GateItem judge(Exercise exercise) {
        var host = exercise.hostState();
        var governing = instruments.governing(exercise.parties(), exercise.firstDay());
        if (governing.isEmpty()) {
            return GateItem.of(ITEM, host, false, Message.of("planning.gate.noInstrument"));
        }
        var coverage = governing.get().terms().coverage(exercise.firstDay(), exercise.lastDay(), days.today(host));
        var holds =
                switch (RestingOnInstrument.Result.of(coverage)) {
                    case COVERED, WARNED -> true;
                    default -> false;
                };
        return GateItem.of(
                ITEM,
                host,
                holds,
                Message.of(holds ? "planning.gate.covered" : "planning.gate.notCovered")
                        .with("instrument", governing.get().code())
                        .with("last", exercise.lastDay()));
    }
}
