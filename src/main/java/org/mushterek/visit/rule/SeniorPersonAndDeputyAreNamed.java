package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument;

/**
 * House rule, after Turkish framework agreements with other states, which know a senior person who supervises the
 * guests: a request names a senior person and a deputy, two different lines of its roster.
 */
record SeniorPersonAndDeputyAreNamed() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-21", CHECK, BLOCKS)
            .serving(COMPARABLE, "debates.parlamento.pt II-A 12/02/179 p. 62; likumi.lv 26286; vestnesis.lv 8704");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var faults = new ArrayList<Fault>();
        judgeLine(document, "seniorLine", document.seniorLine(), faults);
        judgeLine(document, "deputyLine", document.deputyLine(), faults);
        var senior = document.seniorLine();
        if (senior != null && senior.equals(document.deputyLine())) {
            faults.add(new Fault(
                    "deputyLine", DESCRIPTION.say("same").with("line", senior), DESCRIPTION.say("same.cure")));
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void judgeLine(VisitDocument document, String place, @Nullable Integer line, List<Fault> faults) {
        if (line == null) {
            faults.add(new Fault(place, DESCRIPTION.say(place), DESCRIPTION.say(place + ".cure")));
        } else if (document.visitors().stream().noneMatch(visitor -> visitor.line() == line)) {
            faults.add(new Fault(
                    place, DESCRIPTION.say(place + ".unknown").with("line", line), DESCRIPTION.say(place + ".cure")));
        }
    }
}
