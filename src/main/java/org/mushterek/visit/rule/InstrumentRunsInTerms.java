package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what the press reports of the memorandum: the governing instrument runs in terms from its entry into
 * force and renews itself unless notice was given.
 *
 * <p>Shapes what {@code InstrumentTerms} computes. It is never breached: whether the visit is covered is for LEG-01.
 */
record InstrumentRunsInTerms() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("LEG-02", PROCEDURE, WARNS)
            .serving(MEMORANDUM, "Report.az (MoU on training approved)");

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
        if (instrument.terms().enteredIntoForceOn() == null
                || instrument.terms().term() == null) {
            return DESCRIPTION.undetermined(
                    "instrument",
                    DESCRIPTION.say("missing").with("instrument", instrument.title()),
                    DESCRIPTION.say("missing.cure").with("instrument", instrument.title()));
        }
        return DESCRIPTION.satisfied();
    }
}
