package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what the press reports of the memorandum's notice: whoever judges a visit is told while a party can
 * still keep the governing instrument from being renewed, from the first warning day up to the day on which notice closes.
 *
 * <p>Interpretation: both warnings are counted back, like notice itself, from the last day of the term.
 */
record RenewalWindowIsWatched(DatedParameters parameters) implements VisitRule {

    static final String FIRST_WARNING = "instrument.firstRenewalWarningDays";
    static final String SECOND_WARNING = "instrument.secondRenewalWarningDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "LEG-03", CHECK, WARNS, FIRST_WARNING, SECOND_WARNING)
            .serving(MEMORANDUM, "Report.az (MoU on training approved)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var instrument = visit.instrument();
        if (instrument == null || instrument.terms().endsOn().isPresent()) {
            return DESCRIPTION.notApplicable();
        }
        var window = instrument.terms().noticeWindow(visit.today());
        if (window.isEmpty()) {
            return DESCRIPTION.undetermined(
                    "instrument",
                    DESCRIPTION.say("missing").with("instrument", instrument.title()),
                    DESCRIPTION.say("missing.cure").with("instrument", instrument.title()));
        }
        var on = parameters.on(visit.parametersDate());
        var last = window.get().term().last();
        var closes = window.get().closesOn();
        if (visit.today().isAfter(closes) || visit.today().isBefore(last.minusDays(on.calendarDays(FIRST_WARNING)))) {
            return DESCRIPTION.satisfied();
        }
        boolean isSecond = !visit.today().isBefore(last.minusDays(on.calendarDays(SECOND_WARNING)));
        return DESCRIPTION.breached(
                "instrument",
                DESCRIPTION
                        .say(isSecond ? "second" : "first")
                        .with("instrument", instrument.title())
                        .with("last", last)
                        .with("closes", closes),
                DESCRIPTION.say("cure").with("closes", closes));
    }
}
