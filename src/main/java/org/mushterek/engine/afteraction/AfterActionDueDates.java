package org.mushterek.engine.afteraction;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.afteraction.ActionOffers;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.afteraction.AfterActionReports;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.afteraction.Mergings;
import org.mushterek.afteraction.Observations;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** What the diagrams after an exercise ask for due dates. */
@Component
@ForDiagrams
public class AfterActionDueDates {

    private final AfterActionReports reports;
    private final Observations observations;
    private final CorrectiveActions actions;
    private final Mergings mergings;
    private final ActionOffers offers;
    private final Sides sides;

    AfterActionDueDates(
            AfterActionReports reports,
            Observations observations,
            CorrectiveActions actions,
            Mergings mergings,
            ActionOffers offers,
            Sides sides) {
        this.reports = reports;
        this.observations = observations;
        this.actions = actions;
        this.mergings = mergings;
        this.offers = offers;
        this.sides = sides;
    }

    public Date decision(DelegateExecution execution) {
        return Date.from(observations.decisionDue(number(execution)));
    }

    public Date hotWash(DelegateExecution execution) {
        return Date.from(reports.hotWashDue(number(execution), party(execution)));
    }

    public Date observations(DelegateExecution execution) {
        return Date.from(reports.observationsDue(number(execution), party(execution)));
    }

    public Date firstReport(DelegateExecution execution) {
        return Date.from(reports.firstReportDue(number(execution), reports.host(number(execution))));
    }

    public Date firstSignature(DelegateExecution execution) {
        return Date.from(reports.firstReportDue(number(execution), party(execution)));
    }

    public Date meeting(DelegateExecution execution) {
        return Date.from(reports.meetingDue(number(execution), reports.host(number(execution))));
    }

    public Date settlement(DelegateExecution execution) {
        return Date.from(reports.settlementDue(number(execution), party(execution)));
    }

    public Date finalReport(DelegateExecution execution) {
        return Date.from(reports.finalReportDue(number(execution), reports.host(number(execution))));
    }

    public Date finalSignature(DelegateExecution execution) {
        return Date.from(reports.finalReportDue(number(execution), party(execution)));
    }

    public Date implementation(DelegateExecution execution) {
        return Date.from(actions.implementationDue(number(execution)));
    }

    public Date validation(DelegateExecution execution) {
        return Date.from(actions.validationDue(number(execution)));
    }

    public Date offerAnswer(DelegateExecution execution) {
        return Date.from(offers.answerDue(party(execution)));
    }

    public Date mergingAnswer(DelegateExecution execution) {
        return Date.from(mergings.answerDue(party(execution)));
    }

    public Date mergingCorrection(DelegateExecution execution) {
        return Date.from(mergings.answerDue(mergings.opener(number(execution))));
    }

    private Side party(DelegateExecution execution) {
        return sides.findByTenant(String.valueOf(execution.getVariable(AfterActionReportProcess.PARTY)))
                .orElseThrow();
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
