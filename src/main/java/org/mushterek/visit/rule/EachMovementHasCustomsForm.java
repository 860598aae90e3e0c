package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.CustomsSerial;
import org.mushterek.visit.VisitDocument.CustomsMovement;

/**
 * House rule, after the customs form 302: each movement of goods has one form with a serial number of its own in the form's
 * pattern, the copies that the form needs, and all of its fields.
 *
 * <p>Whether the two states use the form under the memorandum is not known. An armed visit without any form warns; a form that
 * is given and faulty blocks.
 */
record EachMovementHasCustomsForm(DatedParameters parameters) implements VisitRule {

    static final String COPIES = "customs.copies";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("CUS-01", CHECK, WARNS, COPIES)
            .serving(COMPARABLE, "1library EU form 302 manual; GOV.UK NATO form 302");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var movements = document.customsMovements();
        if (movements == null || movements.isEmpty()) {
            return document.arms().isEmpty()
                    ? DESCRIPTION.notApplicable()
                    : DESCRIPTION.undetermined(
                            "customsMovements", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        int copies = parameters.on(visit.parametersDate()).minimum(COPIES);
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        for (int i = 0; i < movements.size(); i++) {
            judge(movements.get(i), i, copies, visit.sendingCountry(), seen, faults);
        }
        return faults.isEmpty() ? DESCRIPTION.satisfied() : DESCRIPTION.breached(BLOCKS, faults, List.of());
    }

    private static void judge(
            CustomsMovement movement, int at, int copies, String country, Set<String> seen, List<Fault> faults) {
        var place = "customsMovements[" + at + "].";
        int form = at + 1;
        var serial = movement.serialNumber();
        var read = serial == null
                ? Optional.<CustomsSerial>empty()
                : CustomsSerial.parse(serial).filter(sound -> sound.country().equals(country));
        if (read.isEmpty()) {
            faults.add(new Fault(
                    place + "serialNumber",
                    DESCRIPTION.say("serial").with("form", form),
                    DESCRIPTION.say("serial.cure").with("form", form).with("country", country)));
        } else if (!seen.add(read.get().number())) {
            faults.add(new Fault(
                    place + "serialNumber",
                    DESCRIPTION
                            .say("repeated")
                            .with("form", form)
                            .with("serial", read.get().number()),
                    DESCRIPTION.say("repeated.cure").with("form", form)));
        }
        var made = movement.copies();
        if (made == null || made < copies) {
            faults.add(new Fault(
                    place + "copies",
                    DESCRIPTION
                            .say("copies")
                            .with("form", form)
                            .with("made", made == null ? 0 : made)
                            .with("copies", copies),
                    DESCRIPTION.say("copies.cure").with("form", form).with("copies", copies)));
        }
        var goods = movement.goods();
        if (goods == null || goods.isBlank()) {
            faults.add(new Fault(
                    place + "goods",
                    DESCRIPTION.say("goods").with("form", form),
                    DESCRIPTION.say("goods.cure").with("form", form)));
        }
    }
}
