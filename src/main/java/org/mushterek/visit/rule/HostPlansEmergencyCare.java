package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.DUTY;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what the press reports of the memorandum's emergency care: the host plans emergency care and evacuation,
 * free of charge, for all persons and days of the visit.
 */
record HostPlansEmergencyCare() implements VisitDuty {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MED-02", DUTY, WARNS)
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public DutyHolder holder() {
        return DutyHolder.HOST_MEDICAL;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (document.visitors().isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        return Stay.of(document)
                .map(stay -> DESCRIPTION.satisfied(DESCRIPTION
                        .say("duty")
                        .with("persons", document.visitors().size())
                        .with("days", stay.days())))
                .orElseGet(() -> Stay.undetermined(DESCRIPTION, "dates.to"));
    }
}
