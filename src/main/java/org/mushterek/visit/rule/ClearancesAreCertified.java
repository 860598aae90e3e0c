package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.Certification;
import org.mushterek.visit.Visitor.Clearance;

/**
 * House rule, after the request form of Canada: where a visitor is cleared, or the visit touches classified information above
 * the lowest level, a government authority certifies the clearances, and its certification holds until the visit ends.
 *
 * <p>A request without the block warns, because the certifying officer's step follows; a block that does not hold blocks.
 */
record ClearancesAreCertified() implements VisitRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-10", CHECK, WARNS).serving(COMPARABLE, "Canada RFV form");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        boolean isNeeded = document.accessLevel().compareTo(AccessLevel.CONFIDENTIAL) >= 0
                || document.visitors().stream().anyMatch(visitor -> visitor.clearance() != Clearance.NONE);
        if (!isNeeded) {
            return DESCRIPTION.notApplicable();
        }
        var certification = document.certification();
        if (certification == null) {
            return DESCRIPTION.undetermined(
                    "certification", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var lastDay = document.to();
        if (lastDay == null) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        var faults = faults(certification, visit.today(), lastDay);
        return faults.isEmpty() ? DESCRIPTION.satisfied() : DESCRIPTION.breached(BLOCKS, faults, List.of());
    }

    private static List<Fault> faults(Certification certification, LocalDate today, LocalDate lastDay) {
        var faults = new ArrayList<Fault>();
        require(isGiven(certification.authority()), "authority", faults);
        require(isGiven(certification.reference()), "reference", faults);
        var certifiedOn = certification.certifiedOn();
        require(certifiedOn != null, "certifiedOn", faults);
        if (certifiedOn != null && certifiedOn.isAfter(today)) {
            faults.add(new Fault(
                    "certification.certifiedOn",
                    DESCRIPTION.say("future").with("certifiedOn", certifiedOn),
                    DESCRIPTION.say("future.cure").with("today", today)));
        }
        var validUntil = certification.validUntil();
        require(validUntil != null, "validUntil", faults);
        if (validUntil != null && validUntil.isBefore(lastDay)) {
            faults.add(new Fault(
                    "certification.validUntil",
                    DESCRIPTION.say("short").with("validUntil", validUntil).with("to", lastDay),
                    DESCRIPTION.say("short.cure").with("to", lastDay)));
        }
        return faults;
    }

    private static void require(boolean isGiven, String name, List<Fault> faults) {
        if (!isGiven) {
            faults.add(new Fault(
                    "certification." + name,
                    DESCRIPTION.say("incomplete").with("field", DESCRIPTION.say("field." + name)),
                    DESCRIPTION.say("incomplete.cure").with("field", DESCRIPTION.say("field." + name))));
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
