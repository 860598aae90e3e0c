package org.mushterek.exercise.planning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.PlanningConferenceProcess;
import org.mushterek.exercise.planning.Planning.Conference;
import org.mushterek.exercise.planning.Planning.State;
import org.springframework.stereotype.Component;

/**
 * When the steps of planning are due: those of a conference and of the gate by their days, which move with STARTEX; the others
 * by working days of the office from when they were opened. House choices.
 */
@Component
public class PlanningDeadlines implements OfficeSteps {

    static final int DAYS_TO_CHOOSE = 5;
    static final int DAYS_TO_DECIDE = 5;
    static final int DAYS_TO_WRITE = 10;
    /** Where the day is past already. */
    private static final int DAYS_WHERE_LATE = 2;

    private static final LocalTime CLOSING = LocalTime.of(17, 0);

    private final Plannings plannings;
    private final PlanningCases cases;
    private final PlanningDays days;
    private final OfficeDeadlines offices;
    private final Sides sides;
    private final Clock clock;

    PlanningDeadlines(
            Plannings plannings,
            PlanningCases cases,
            PlanningDays days,
            OfficeDeadlines offices,
            Sides sides,
            Clock clock) {
        this.plannings = plannings;
        this.cases = cases;
        this.days = days;
        this.offices = offices;
        this.sides = sides;
        this.clock = clock;
    }

    /** When the exercise has to be chosen. */
    public Instant choice(String number) {
        return offices.due(host(number), DAYS_TO_CHOOSE);
    }

    /** When a party has to answer what is put to it. */
    public Instant decision(Side party) {
        return offices.due(party, DAYS_TO_DECIDE);
    }

    /** When a product has to be written. */
    public Instant product(String number) {
        return offices.due(host(number), DAYS_TO_WRITE);
    }

    /** When a party has to answer a product. */
    public Instant productDecision(Side party) {
        return offices.due(party, DAYS_TO_WRITE);
    }

    /** When the invitation to the stage's conference has to be out (PLN-03). */
    public Instant invitation(String number, Stage stage) {
        var planning = plannings.get(number);
        var parties = plannings.sidesOf(number);
        var conference = cases.milestone(number, stage.name()).orElse(planning.firstDay());
        return onTheDay(host(number), days.invitationDue(planning, parties, conference));
    }

    /** When the minutes of the stage's conference have to be written, and confirmed (PLN-04). */
    public Instant minutes(String number, Stage stage, Side office) {
        var planning = plannings.get(number);
        var held = cases.conference(number, stage).map(Conference::day).orElse(planning.firstDay());
        return onTheDay(office, days.minutesDue(planning, plannings.sidesOf(number), held));
    }

    /** When the gate has to be settled: on the last day before STARTEX on which every party works. */
    public Instant gate(String number, Side office) {
        var planning = plannings.get(number);
        return onTheDay(office, days.eve(plannings.sidesOf(number), planning.firstDay()));
    }

    /** When the protocol of a gate that was held outside has to be recorded. */
    public Instant protocol(String number) {
        return offices.due(host(number), DAYS_TO_DECIDE);
    }

    /**
     * When it is too late: the first moment after the day of STARTEX in the host's zone; for a gate that was held outside, after the
     * last day on which its protocol is taken.
     */
    public Instant startexPassed(String number) {
        var planning = plannings.get(number);
        if (planning.state() == State.OUTSIDE) {
            return plannings
                    .lastDayOfProtocol(planning)
                    .plusDays(1)
                    .atStartOfDay(host(number).zone())
                    .toInstant();
        }
        // As long as no exercise is chosen there is nothing to pass; a draft has its own due date.
        var startex = planning.startex() == null ? LocalDate.of(2999, 12, 31) : planning.startex();
        return startex.plusDays(1).atStartOfDay(host(number).zone()).toInstant();
    }

    private Instant onTheDay(Side office, LocalDate day) {
        var due = day.atTime(CLOSING).atZone(office.zone()).toInstant();
        return due.isAfter(clock.instant()) ? due : offices.due(office, DAYS_WHERE_LATE);
    }

    public Side host(String number) {
        return sides.get(plannings.get(number).host());
    }

    @Override
    public String process() {
        return ExercisePlanningProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(
                ExercisePlanningProcess.CHOOSE_EXERCISE, DAYS_TO_CHOOSE,
                ExercisePlanningProcess.DECIDE_OUT_OF_PLAN, DAYS_TO_DECIDE,
                ExercisePlanningProcess.RECORD_GATE_PROTOCOL, DAYS_TO_DECIDE,
                ExercisePlanningProcess.CONFIRM_GATE_PROTOCOL, DAYS_TO_DECIDE,
                ExercisePlanningProcess.PREPARE_PRODUCT, DAYS_TO_WRITE,
                ExercisePlanningProcess.DECIDE_PRODUCT, DAYS_TO_WRITE,
                ExercisePlanningProcess.DECLARE_HEALTH, DAYS_TO_DECIDE,
                ExercisePlanningProcess.DECIDE_GATE_WAIVERS, DAYS_TO_DECIDE,
                ExercisePlanningProcess.REVISE_PRODUCT, DAYS_TO_WRITE,
                ExercisePlanningProcess.DECIDE_REVISION, DAYS_TO_WRITE);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        cases.tell(plannings.get(caseNumber), "system", side.code(), "dueDateMoved", null, day, told, null);
    }

    /** The same for the one step of a conference that counts from its opening. */
    @Component
    static class OfConferences implements OfficeSteps {

        private final PlanningDeadlines deadlines;

        OfConferences(PlanningDeadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public String process() {
            return PlanningConferenceProcess.ID;
        }

        @Override
        public Map<String, Integer> workingDays() {
            return Map.of(PlanningConferenceProcess.DECIDE_CONFERENCE_WAIVER, DAYS_TO_DECIDE);
        }

        @Override
        public void moved(String caseNumber, Side side, LocalDate day, String told) {
            deadlines.moved(caseNumber, side, day, told);
        }
    }
}
