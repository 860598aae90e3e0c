package org.mushterek.incident.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.temporal.ChronoUnit;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * What the press reports of the memorandum (MEM-09): on a death the host coordinates with the sending side before any procedure or
 * autopsy, so that the sending side's policy is respected. House demand: the answer of the sending side is on record before it
 * begins, and it begins no sooner than was agreed.
 */
record ProcedureAwaitsAgreement() implements IncidentRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "INC-02", CHECK, BLOCKS, "incident.coordinationHours", "incident.procedureHours")
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(IncidentFacts incident) {
        var procedure = incident.procedure();
        if (procedure == null) {
            return DESCRIPTION.notApplicable();
        }
        var agreedAt = procedure.agreedAt();
        if (agreedAt == null) {
            return DESCRIPTION.breached(null, DESCRIPTION.say("notAgreed"), DESCRIPTION.say("notAgreed.cure"));
        }
        var doneAt = procedure.doneAt();
        if (doneAt == null) {
            return DESCRIPTION.undetermined("at", DESCRIPTION.say("unknown"), DESCRIPTION.say("unknown.cure"));
        }
        // Officers write whole minutes.
        if (doneAt.isBefore(agreedAt.truncatedTo(ChronoUnit.MINUTES))) {
            return DESCRIPTION.breached("at", DESCRIPTION.say("reason"), DESCRIPTION.say("cure"));
        }
        var plannedAt = procedure.plannedAt();
        return plannedAt != null && doneAt.isBefore(plannedAt)
                ? DESCRIPTION.breached("at", DESCRIPTION.say("tooSoon"), DESCRIPTION.say("cure"))
                : DESCRIPTION.satisfied();
    }
}
