package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what is reported of the sister memorandum: the period of notice is a fact of each instrument, and one is
 * never counted by the period of another.
 */
record EachInstrumentHasItsOwnNotice() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("LEG-04", PROCEDURE, WARNS).serving(COMPARABLE, "Azernews 191425");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var instrument = visit.instrument();
        if (instrument == null) {
            return DESCRIPTION.notApplicable();
        }
        if (instrument.terms().noticeDays() == null) {
            return DESCRIPTION.undetermined(
                    "instrument",
                    DESCRIPTION.say("missing").with("instrument", instrument.title()),
                    DESCRIPTION.say("missing.cure").with("instrument", instrument.title()));
        }
        return DESCRIPTION.satisfied();
    }
}
