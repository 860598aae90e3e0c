package org.mushterek.exercise.drill;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.GateEvidence;
import org.mushterek.exercise.drill.DrillSchedule.State;
import org.springframework.stereotype.Component;

/**
 * What the drills of an exercise say at its gate, each with the plan's number: that every range is booked and confirmed in a plan that
 * every party has accepted, who oversees each drill (RNG-01), and that nothing clashes (RNG-02), both judged again now. A plan that is
 * taken up again proves nothing as long as it is not in force.
 */
@Component
class DrillEvidence implements GateEvidence {

    private static final String RANGE_BOOKING = "RANGE_BOOKING";
    private static final String RANGE_SAFETY = "RANGE_SAFETY";
    private static final String DANGER_ZONES = "DANGER_ZONES";

    private final DrillRecords records;
    private final DrillScheduling schedules;

    DrillEvidence(DrillRecords records, DrillScheduling schedules) {
        this.records = records;
        this.schedules = schedules;
    }

    @Override
    public List<Evidence> of(Exercise exercise) {
        var known = records.ofExercise(exercise.code());
        return known.isEmpty() ? List.of() : of(exercise, known.get(known.size() - 1));
    }

    private List<Evidence> of(Exercise exercise, DrillSchedule schedule) {
        var host = exercise.hostState();
        if (schedule.state() != State.IN_FORCE && schedule.state() != State.ENDED) {
            var told = Message.of("drill.gate.notInForce")
                    .with("number", schedule.number())
                    .with("state", Message.of("drill.gate.state." + schedule.state()));
            return List.of(RANGE_BOOKING, RANGE_SAFETY, DANGER_ZONES).stream()
                    .map(item -> new Evidence(item, host, Light.RED, told))
                    .toList();
        }
        var found = new ArrayList<Evidence>();
        found.add(new Evidence(RANGE_BOOKING, host, Light.GREEN, told("drill.gate.inForce", schedule)));
        try {
            var judged = schedules.judge(schedule.number());
            found.add(by(RANGE_SAFETY, host, schedule, judged, "RNG-01"));
            found.add(by(DANGER_ZONES, host, schedule, judged, "RNG-02"));
        } catch (Refusal noQuestion) {
            // A range takes less than when the plan was made.
            var told = told("drill.gate.noQuestion", schedule);
            return List.of(RANGE_BOOKING, RANGE_SAFETY, DANGER_ZONES).stream()
                    .map(item -> new Evidence(item, host, Light.RED, told))
                    .toList();
        }
        return found;
    }

    private static Evidence by(String item, String host, DrillSchedule schedule, Judgement judged, String rule) {
        var holds = judged.of(new RuleId(rule))
                .filter(verdict -> verdict instanceof Verdict.Satisfied)
                .isPresent();
        return new Evidence(
                item,
                host,
                holds ? Light.GREEN : Light.RED,
                told(holds ? "drill.gate.ruleHolds" : "drill.gate.ruleBroken", schedule)
                        .with("rule", rule));
    }

    private static Message told(String key, DrillSchedule schedule) {
        return Message.of(key).with("number", schedule.number()).with("revision", schedule.revision());
    }
}
