package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.MachineReadableZone;

/**
 * House rule, after ICAO 9303: where a machine-readable zone is given, its check digits verify and its document number
 * is the one of the roster.
 *
 * <p>Interpretation: the zone itself is not demanded, so a roster without any gives the rule nothing to judge.
 */
record CheckDigitsVerify() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("DOC-06", CHECK, BLOCKS)
            .serving(COMPARABLE, "ICAO 9303; Wikipedia MRP copies; computed");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var faults = new ArrayList<Fault>();
        boolean isAnyGiven = false;
        for (var visitor : visit.document().visitors()) {
            var mrz = visitor.mrz();
            if (mrz != null && !mrz.isBlank()) {
                isAnyGiven = true;
                judge(visitor, mrz, faults);
            }
        }
        return isAnyGiven ? DESCRIPTION.breachedOrSatisfied(faults) : DESCRIPTION.notApplicable();
    }

    private static void judge(Visitor visitor, String mrz, List<Fault> faults) {
        if (!(MachineReadableZone.read(mrz) instanceof MachineReadableZone zone)) {
            faults.add(fault(visitor, "shape"));
            return;
        }
        for (var check : zone.wrongChecks()) {
            faults.add(new Fault(
                    place(visitor),
                    DESCRIPTION
                            .say("reason")
                            .with("line", visitor.line())
                            .with("part", check.field().spoken()),
                    DESCRIPTION.say("cure").with("line", visitor.line())));
        }
        if (!zone.documentNumber().equals(visitor.documentNumber())) {
            faults.add(fault(visitor, "otherNumber"));
        }
    }

    private static Fault fault(Visitor visitor, String name) {
        return new Fault(
                place(visitor),
                DESCRIPTION.say(name).with("line", visitor.line()),
                DESCRIPTION.say(name + ".cure").with("line", visitor.line()));
    }

    private static String place(Visitor visitor) {
        return "line " + visitor.line() + ", mrz";
    }
}
