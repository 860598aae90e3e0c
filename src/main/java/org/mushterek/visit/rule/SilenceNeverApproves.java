package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;

/**
 * House rule, against the precedent of NATO and North Macedonia, where silence counts as approval: the host is reminded
 * twice, then the case is escalated, and nothing is ever approved by lapse of time.
 *
 * <p>Never breached: it says on which days. A question to the sending side moves them later; that is not a fact of this rule.
 */
record SilenceNeverApproves(DatedParameters parameters) implements VisitRule {

    static final String FIRST_REMINDER = "visit.firstReminderPercent";
    static final String SECOND_REMINDER = "visit.secondReminderPercent";
    static final String DESK = "deadline.desk";
    static final String DECIDE = "deadline.decide";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-16",
                    PROCEDURE,
                    WARNS,
                    FIRST_REMINDER,
                    SECOND_REMINDER,
                    DESK,
                    DECIDE,
                    ClockStartsAtDelivery.CUT_OFF)
            .serving(COMPARABLE, "gesetzefinden.at 20002876/6");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        if (visit.deliveredAt() == null || visit.decision() != null) {
            return DESCRIPTION.notApplicable();
        }
        var on = parameters.on(visit.parametersDate());
        int workingDays = on.workingDays(DESK) + on.workingDays(DECIDE);
        var calendar = visit.hostCalendar();
        try {
            var received = new ClockStartsAtDelivery(parameters).receiptDay(visit);
            return DESCRIPTION.satisfied(DESCRIPTION
                    .say("days")
                    .with("first", calendar.workingDayAfter(received, part(workingDays, on.percent(FIRST_REMINDER))))
                    .with("second", calendar.workingDayAfter(received, part(workingDays, on.percent(SECOND_REMINDER))))
                    .with("due", calendar.workingDayAfter(received, workingDays)));
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(DESCRIPTION, unknown);
        }
    }

    /** Whole working days, rounded up: a reminder never comes before its part of the time has passed. */
    private static int part(int workingDays, int percent) {
        return (workingDays * percent + 99) / 100;
    }
}
