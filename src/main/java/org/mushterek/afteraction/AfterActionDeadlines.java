package org.mushterek.afteraction;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.springframework.stereotype.Component;

/** How long the steps after an exercise take: dated parameters, all of them house choices (AAR-01 to AAR-07). */
@Component
public class AfterActionDeadlines implements OfficeSteps {

    private static final DatedParameters PARAMETERS = DatedParameters.read("/rulebook/after-action.yaml");

    private final ObservationRows rows;
    private final Clock clock;

    AfterActionDeadlines(ObservationRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Working days of the owner's side in which an observation is decided on. */
    int decisionDays() {
        return today().workingDays("afteraction.decisionWorkingDays");
    }

    /** Working days of the owner's side in which what was done is validated. */
    int validationDays() {
        return today().workingDays("afteraction.validationWorkingDays");
    }

    private DatedParameters.On today() {
        return on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The last day on which observations are asked for before the first report. */
    LocalDate observations(LocalDate endex) {
        return endex.plusDays(on(endex).calendarDays("afteraction.observationDays"));
    }

    LocalDate firstReport(LocalDate endex) {
        return endex.plusDays(on(endex).calendarDays("afteraction.firstReportDays"));
    }

    LocalDate meeting(LocalDate endex) {
        return endex.plusDays(on(endex).calendarDays("afteraction.meetingDays"));
    }

    LocalDate settlement(LocalDate endex) {
        return endex.plusDays(on(endex).calendarDays("afteraction.settlementDays"));
    }

    LocalDate finalReport(LocalDate endex) {
        return endex.plusDays(on(endex).calendarDays("afteraction.finalReportDays"));
    }

    private static DatedParameters.On on(LocalDate day) {
        return PARAMETERS.on(day);
    }

    @Override
    public String process() {
        return ObservationReviewProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(ObservationReviewProcess.DECIDE_OBSERVATION, decisionDays());
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        rows.tell(caseNumber, "system", side.code(), "dueDateMoved", day, told);
    }
}
