package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument;

/**
 * House rule, after article 92 of the Turkish constitution: where arms are carried between Türkiye and another state, the
 * request says whether a parliament has to permit it, and under which reference it did.
 *
 * <p>Interpretation: the exception for treaties and courtesy is not confirmed in its wording, so its use is told to whoever
 * decides. A silent request warns, a permission that is required and not granted blocks.
 */
record ArmedEntryIsAuthorised() implements VisitRule {

    private static final String CONSTITUTION_OF = "TUR";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("SIS-10", CHECK, WARNS)
            .serving(
                    NATIONAL_LAW,
                    "Constitution of Türkiye, art. 92 (press on the resolutions on Azerbaijan; wording of its exception not confirmed)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (!document.sendingState().equals(CONSTITUTION_OF)
                && !document.hostState().equals(CONSTITUTION_OF)) {
            return DESCRIPTION.notApplicable();
        }
        var armed = document.armed();
        if (armed == null) {
            return DESCRIPTION.undetermined(
                    "armed", DESCRIPTION.say("armedMissing"), DESCRIPTION.say("armedMissing.cure"));
        }
        return armed ? judge(document) : DESCRIPTION.notApplicable();
    }

    private static Verdict judge(VisitDocument document) {
        var authorisation = document.parliamentaryAuthorisation();
        var state = authorisation == null ? null : authorisation.state();
        if (authorisation == null || state == null) {
            return DESCRIPTION.undetermined(
                    "parliamentaryAuthorisation", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var reference = authorisation.reference();
        return switch (state) {
            case NOT_REQUIRED_BY_TREATY -> DESCRIPTION.satisfied(DESCRIPTION.say("byTreaty"));
            case REQUIRED -> broken("parliamentaryAuthorisation.state", "required");
            case GRANTED ->
                reference == null || reference.isBlank()
                        ? broken("parliamentaryAuthorisation.reference", "reference")
                        : DESCRIPTION.satisfied(DESCRIPTION.say("granted").with("reference", reference));
        };
    }

    private static Verdict broken(String place, String name) {
        return DESCRIPTION.breached(
                BLOCKS, List.of(new Fault(place, DESCRIPTION.say(name), DESCRIPTION.say(name + ".cure"))), List.of());
    }
}
