package org.mushterek.exercise.drill.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;

/** House rule: range bookings do not change in the last ten working days before STARTEX without whoever reads the plan being told. */
record PlanIsPublishedBeforeTheFreeze(DatedParameters parameters) implements DrillRule {

    static final String FREEZE = "range.freezeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("RNG-05", CHECK, WARNS, FREEZE);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(DrillFacts plan) {
        var days = parameters.on(plan.parametersDate()).workingDays(FREEZE);
        try {
            var latest = plan.hostCalendar().latestDayFor(plan.firstDay(), days);
            return plan.published().isAfter(latest)
                    ? DESCRIPTION.breached(
                            null,
                            DESCRIPTION.say("late").with("latest", latest).with("days", days),
                            DESCRIPTION.say("late.cure"))
                    : DESCRIPTION.satisfied();
        } catch (UnknownYear unknown) {
            return DESCRIPTION.undetermined(
                    null,
                    Message.of("rule.calendar.missing").with("year", unknown.year()),
                    Message.of("rule.calendar.cure").with("year", unknown.year()));
        }
    }
}
