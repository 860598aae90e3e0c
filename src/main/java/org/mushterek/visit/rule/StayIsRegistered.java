package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.DUTY;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after Azerbaijan's migration rules: where visitors stay there longer than the given days, the host registers
 * them at their place of stay, unless they are exempt. Whether contingents are exempt is not known.
 */
record StayIsRegistered(DatedParameters parameters) implements VisitDuty {

    static final String DAYS = "document.registrationAfterDays";
    private static final String AZERBAIJAN = "AZE";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("DOC-04", DUTY, WARNS, DAYS)
            .serving(NATIONAL_LAW, "migration.gov.az 14495; Trend 3280503");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public DutyHolder holder() {
        return DutyHolder.HOST_BORDER;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (!document.hostState().equals(AZERBAIJAN) || Boolean.TRUE.equals(document.registrationExempt())) {
            return DESCRIPTION.notApplicable();
        }
        var stay = Stay.of(document);
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        int days = parameters.on(visit.parametersDate()).calendarDays(DAYS);
        return stay.get().days() <= days
                ? DESCRIPTION.notApplicable()
                : DESCRIPTION.satisfied(DESCRIPTION
                        .say("duty")
                        .with("persons", document.visitors().size())
                        .with("days", days));
    }
}
