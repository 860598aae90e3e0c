package org.mushterek.incident.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.incident.rule.IncidentFacts.Kind;

/**
 * House rule, after comparable agreements (the host notifies at once on an arrest): the first notice goes out within two hours of when
 * the host's officers learned of it. A late notice is sent all the same.
 */
record ArrestIsToldAtOnce(DatedParameters parameters) implements IncidentRule {

    static final String HOURS = "incident.arrestNoticeHours";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("INC-04", CHECK, WARNS, HOURS)
            .serving(COMPARABLE, "debates.parlamento.pt II-A 12/02/179 p. 64");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(IncidentFacts incident) {
        var notice = incident.notice();
        return notice == null || notice.kind() != Kind.ARREST
                ? DESCRIPTION.notApplicable()
                : InjuryAndDeathAreTold.inTime(
                        DESCRIPTION,
                        notice,
                        parameters.on(incident.parametersDate()).hours(HOURS));
    }
}
