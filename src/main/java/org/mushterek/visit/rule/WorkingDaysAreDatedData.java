package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.List;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;

/**
 * House rule: each side's working days are dated data with a source for every closed day. Where the calendar of either side
 * does not reach from today to the end of the visit, that is a missing fact.
 */
record WorkingDaysAreDatedData() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("CAL-01", PROCEDURE, WARNS)
            .serving(
                    NATIONAL_LAW,
                    "Labour Code of Azerbaijan art. 105 (rome.mfa.gov.az); Law 2429 of Türkiye (saymmas)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var stay = Stay.of(visit.document());
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        try {
            for (var day : List.of(visit.today(), stay.get().to())) {
                visit.hostCalendar().isWorkingDay(day);
                visit.sendingCalendar().isWorkingDay(day);
            }
            return DESCRIPTION.satisfied();
        } catch (UnknownYear unknown) {
            return DESCRIPTION.undetermined(
                    "dates.to",
                    DESCRIPTION.say("missing").with("year", unknown.year()),
                    DESCRIPTION.say("missing.cure").with("year", unknown.year()));
        }
    }
}
