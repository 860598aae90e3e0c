package org.mushterek.engine.exercise;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.PlanningConferenceProcess;
import org.mushterek.exercise.planning.PlanningDeadlines;
import org.mushterek.exercise.planning.Stage;
import org.springframework.stereotype.Component;

/** What the diagrams of planning ask for due dates and timers. */
@Component
@ForDiagrams
public class PlanningDueDates {

    private final PlanningDeadlines deadlines;
    private final Sides sides;

    PlanningDueDates(PlanningDeadlines deadlines, Sides sides) {
        this.deadlines = deadlines;
        this.sides = sides;
    }

    public Date choice(DelegateExecution execution) {
        return Date.from(deadlines.choice(number(execution)));
    }

    public Date outOfPlan(DelegateExecution execution) {
        return Date.from(deadlines.decision(party(execution)));
    }

    public Date invitation(DelegateExecution execution) {
        return Date.from(deadlines.invitation(number(execution), stage(execution)));
    }

    public Date minutes(DelegateExecution execution) {
        var number = number(execution);
        return Date.from(deadlines.minutes(number, stage(execution), deadlines.host(number)));
    }

    public Date minutesDecision(DelegateExecution execution) {
        return Date.from(deadlines.minutes(number(execution), stage(execution), party(execution)));
    }

    public Date product(DelegateExecution execution) {
        return Date.from(deadlines.product(number(execution)));
    }

    public Date productDecision(DelegateExecution execution) {
        return Date.from(deadlines.productDecision(party(execution)));
    }

    public Date health(DelegateExecution execution) {
        return Date.from(deadlines.decision(party(execution)));
    }

    public Date protocol(DelegateExecution execution) {
        return Date.from(deadlines.protocol(number(execution)));
    }

    public Date protocolDecision(DelegateExecution execution) {
        return Date.from(deadlines.decision(party(execution)));
    }

    public Date waiver(DelegateExecution execution) {
        return Date.from(deadlines.decision(party(execution)));
    }

    public Date review(DelegateExecution execution) {
        var number = number(execution);
        return Date.from(deadlines.gate(number, deadlines.host(number)));
    }

    public Date confirmation(DelegateExecution execution) {
        return Date.from(deadlines.gate(number(execution), party(execution)));
    }

    public Date startexPassed(DelegateExecution execution) {
        return Date.from(startexPassed(number(execution)));
    }

    Instant startexPassed(String number) {
        return deadlines.startexPassed(number);
    }

    /** Code of the side whose officers have a task: the party's, or the host's where it is no party's. */
    String office(String number, @Nullable String party) {
        return (party == null ? deadlines.host(number) : side(party)).code();
    }

    /** When an open step is due that follows from STARTEX; empty for those that count from their opening. */
    Optional<Instant> byTheDays(String step, String number, @Nullable String stage, @Nullable String party) {
        var side = party == null ? deadlines.host(number) : side(party);
        return Optional.ofNullable(
                switch (step) {
                    case PlanningConferenceProcess.INVITE_PARTIES ->
                        deadlines.invitation(number, Stage.valueOf(String.valueOf(stage)));
                    case PlanningConferenceProcess.RECORD_MINUTES, PlanningConferenceProcess.CONFIRM_MINUTES ->
                        deadlines.minutes(number, Stage.valueOf(String.valueOf(stage)), side);
                    case ExercisePlanningProcess.REVIEW_READINESS, ExercisePlanningProcess.CONFIRM_READINESS ->
                        deadlines.gate(number, side);
                    default -> null;
                });
    }

    private static Stage stage(DelegateExecution execution) {
        return Stage.valueOf(String.valueOf(execution.getVariable(ExercisePlanningProcess.STAGE)));
    }

    private Side party(DelegateExecution execution) {
        return side(String.valueOf(execution.getVariable(ExercisePlanningProcess.PARTY)));
    }

    private Side side(String tenant) {
        return sides.findByTenant(tenant).orElseThrow();
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
