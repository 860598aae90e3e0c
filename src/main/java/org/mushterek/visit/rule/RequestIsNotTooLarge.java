package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** House rule, after the visits page of DCSA: one request holds no more than 30 visitors and 30 sites. */
record RequestIsNotTooLarge(DatedParameters parameters) implements VisitRule {

    static final String VISITORS = "visit.maxVisitors";
    static final String SITES = "visit.maxSites";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-05", CHECK, BLOCKS, VISITORS, SITES)
            .serving(COMPARABLE, "DCSA visits page");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    /** How many there are is always known: none at all is what VIS-01 refuses. */
    @Override
    public Verdict judge(VisitFacts visit) {
        var valid = parameters.on(visit.parametersDate());
        var faults = new ArrayList<Fault>();
        judge("visitors", visit.document().visitors().size(), valid.count(VISITORS), faults);
        judge("sites", visit.document().sites().size(), valid.count(SITES), faults);
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void judge(String place, int number, int limit, List<Fault> faults) {
        if (number > limit) {
            int requests = (number + limit - 1) / limit;
            faults.add(new Fault(
                    place,
                    DESCRIPTION.say(place).with("number", number).with("limit", limit),
                    DESCRIPTION.say(place + ".cure").with("limit", limit).with("requests", requests)));
        }
    }
}
