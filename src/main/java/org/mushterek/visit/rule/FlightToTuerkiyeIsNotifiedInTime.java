package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule: a state aircraft that lands in Türkiye is notified so early that the notice period lies strictly between the
 * note and the landing. Türkiye demands a clearance by its foreign ministry; how early is not published.
 */
record FlightToTuerkiyeIsNotifiedInTime(DatedParameters parameters) implements VisitRule {

    static final String NOTICE = "air.noticeToTuerkiyeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("AIR-03", CHECK, BLOCKS, NOTICE)
            .serving(NATIONAL_LAW, "docplayer AIP Turkey GEN 1.2 (2015)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var on = parameters.on(visit.parametersDate());
        return FlightNotice.judge(DESCRIPTION, visit, "TUR", kinds -> on.workingDays(NOTICE));
    }
}
