package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after what the press reports of the memorandum's medicines: the sending side declares medicines and medical
 * equipment for at least as many persons and days as the request holds.
 *
 * <p>A request without the declaration warns; one that is too small blocks.
 */
record MedicalSuppliesAreDeclared() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("MED-01", CHECK, WARNS)
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679); SİA 892428");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var supplies = document.medicalSupplies();
        if (supplies == null || supplies.persons() == null || supplies.days() == null) {
            return DESCRIPTION.undetermined(
                    "medicalSupplies", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var stay = Stay.of(document);
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        var faults = new ArrayList<Fault>();
        compare("persons", supplies.persons(), document.visitors().size(), faults);
        compare("days", supplies.days(), stay.get().days(), faults);
        return faults.isEmpty() ? DESCRIPTION.satisfied() : DESCRIPTION.breached(BLOCKS, faults, List.of());
    }

    private static void compare(String name, int declared, int needed, List<Fault> faults) {
        if (declared < needed) {
            faults.add(new Fault(
                    "medicalSupplies." + name,
                    DESCRIPTION.say(name).with("declared", declared).with("needed", needed),
                    DESCRIPTION.say(name + ".cure").with("needed", needed)));
        }
    }
}
