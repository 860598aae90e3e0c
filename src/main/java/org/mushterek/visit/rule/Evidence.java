package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** How the rules on each visitor's evidence end: what is missing is told once, with all lines. */
final class Evidence {

    private Evidence() {}

    /** Missing evidence leaves the rule undetermined; evidence that speaks against the visit blocks it. */
    static Verdict verdict(RuleDescription rule, String place, List<Integer> missing, List<Fault> faults) {
        var all = new ArrayList<>(faults);
        if (!missing.isEmpty()) {
            var lines = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
            all.add(new Fault(
                    place,
                    rule.say("missing").with("lines", lines),
                    rule.say("missing.cure").with("lines", lines)));
        }
        if (!faults.isEmpty()) {
            return rule.breached(BLOCKS, all, List.of());
        }
        return all.isEmpty() ? rule.satisfied() : new Verdict.Undetermined(rule, all);
    }
}
