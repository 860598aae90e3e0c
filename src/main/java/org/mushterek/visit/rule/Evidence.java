package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** How the rules on each visitor's evidence end: what is missing is told once, with all lines. */
final class Evidence {

    private Evidence() {}

    /** Missing evidence leaves the rule undetermined; evidence that speaks against the visit blocks it. */
    static Verdict verdict(RuleDescription rule, String place, List<Integer> missing, List<Fault> faults) {
        return verdict(rule, place, missing, List.of(), faults);
    }

    /** @param unattached lines of whom days are given, and not the file that shows them */
    static Verdict verdict(
            RuleDescription rule, String place, List<Integer> missing, List<Integer> unattached, List<Fault> faults) {
        var all = new ArrayList<>(faults);
        if (!missing.isEmpty()) {
            var lines = lines(missing);
            all.add(new Fault(
                    place,
                    rule.say("missing").with("lines", lines),
                    rule.say("missing.cure").with("lines", lines)));
        }
        if (!unattached.isEmpty()) {
            var lines = lines(unattached);
            all.add(new Fault(
                    place,
                    rule.say("unattached").with("lines", lines),
                    rule.say("unattached.cure").with("lines", lines)));
        }
        if (!faults.isEmpty()) {
            return rule.breached(BLOCKS, all, List.of());
        }
        return all.isEmpty() ? rule.satisfied() : new Verdict.Undetermined(rule, all);
    }

    /** Roster lines in words: {@code 1–3, 5}. */
    static String lines(List<Integer> ascending) {
        var told = new ArrayList<String>();
        for (int first = 0; first < ascending.size(); ) {
            int last = first;
            while (last + 1 < ascending.size() && ascending.get(last + 1) == ascending.get(last) + 1) {
                last++;
            }
            told.add(first == last ? "" + ascending.get(first) : ascending.get(first) + "–" + ascending.get(last));
            first = last + 1;
        }
        return String.join(", ", told);
    }
}
