package org.mushterek.incident.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * What the press reports of the memorandum (MEM-10): one representative of the sending side, preferably a physician, may attend the
 * autopsy and get a copy of its final report. House demand: where one was named, the record says whether the representative was there,
 * or why not.
 */
record RepresentativeMayAttend() implements IncidentRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "INC-03", CHECK, BLOCKS, "incident.reportWorkingDays", "incident.reportReceiptWorkingDays")
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(IncidentFacts incident) {
        var procedure = incident.procedure();
        if (procedure == null || procedure.representatives().isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        for (var named : procedure.representatives()) {
            if (named.attended() == null) {
                return DESCRIPTION.undetermined(
                        "attended", DESCRIPTION.say("unknown"), DESCRIPTION.say("unknown.cure"));
            }
            var absence = named.absence();
            if (!named.attended() && (absence == null || absence.isBlank())) {
                return DESCRIPTION.breached("absence", DESCRIPTION.say("reason"), DESCRIPTION.say("cure"));
            }
        }
        return DESCRIPTION.satisfied();
    }
}
