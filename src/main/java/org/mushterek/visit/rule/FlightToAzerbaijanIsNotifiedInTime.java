package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after Azerbaijan's State Protocol: a state aircraft that lands there is notified so early that the working days
 * of its kind of flight lie strictly between the note and the landing.
 *
 * <p>Interpretation: while no note was sent, the day of delivery counts as its day; a flight of no listed kind gets the
 * shorter period. A military flight that nothing is said of cannot be judged and blocks.
 */
record FlightToAzerbaijanIsNotifiedInTime(DatedParameters parameters) implements VisitRule {

    static final String SHORT_NOTICE = "air.vipNoticeWorkingDays";
    static final String LONG_NOTICE = "air.armedNoticeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "AIR-01", CHECK, BLOCKS, SHORT_NOTICE, LONG_NOTICE)
            .serving(NATIONAL_LAW, "mfa.gov.az/content/145");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var on = parameters.on(visit.parametersDate());
        return FlightNotice.judge(
                DESCRIPTION,
                visit,
                "AZE",
                kinds -> on.workingDays(
                        kinds.stream().anyMatch(FlightNotice::needsLongNotice) ? LONG_NOTICE : SHORT_NOTICE));
    }
}
