package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.DUTY;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after NATO's travel order: the sending side issues one collective movement order that lists every traveller
 * and says whether arms are carried; a changed roll makes a new order and voids the old one.
 */
record MovementOrderListsEveryTraveller() implements VisitDuty {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("DOC-05", DUTY, WARNS).serving(COMPARABLE, "NATO travel order specimen");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public DutyHolder holder() {
        return DutyHolder.SENDING_SECURITY;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (document.visitors().isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        var armed = document.armed();
        if (armed == null) {
            return DESCRIPTION.undetermined("armed", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        return DESCRIPTION.satisfied(DESCRIPTION
                .say(armed ? "duty.armed" : "duty.unarmed")
                .with("persons", document.visitors().size()));
    }
}
