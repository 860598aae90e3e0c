package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument.Site;
import org.mushterek.visit.Visitor;

/**
 * House rule, after the request form of Canada, which is answered site by site: the host's decision says something of
 * every visitor and of every site, and of none that the request does not hold.
 */
record EveryVisitorAndSiteIsDecided() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-18", CHECK, BLOCKS).serving(COMPARABLE, "Canada RFV form");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var decision = visit.decision();
        if (decision == null) {
            return DESCRIPTION.undetermined("decision", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var lines = visit.document().visitors().stream().map(Visitor::line).collect(Collectors.toSet());
        var sites = visit.document().sites().stream().map(Site::no).collect(Collectors.toSet());
        var faults = new ArrayList<Fault>();
        judge("decision.visitors", "visitors", lines, decision.decidedLines(), faults);
        judge("decision.sites", "sites", sites, decision.decidedSites(), faults);
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void judge(String place, String name, Set<Integer> asked, Set<Integer> decided, List<Fault> faults) {
        tell(place, name + ".open", without(asked, decided), faults);
        tell(place, name + ".unknown", without(decided, asked), faults);
    }

    private static void tell(String place, String name, Set<Integer> numbers, List<Fault> faults) {
        if (!numbers.isEmpty()) {
            var told = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
            faults.add(new Fault(
                    place,
                    DESCRIPTION.say(name).with("numbers", told),
                    DESCRIPTION.say(name + ".cure").with("numbers", told)));
        }
    }

    private static Set<Integer> without(Set<Integer> all, Set<Integer> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
