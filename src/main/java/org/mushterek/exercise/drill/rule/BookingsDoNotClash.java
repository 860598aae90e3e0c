package org.mushterek.exercise.drill.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/** House rule: a plan whose ranges, teams, overseers, danger zones, airspace, frequencies or times clash cannot be confirmed. */
record BookingsDoNotClash() implements DrillRule {

    static final String BUFFER = "range.zoneBufferMinutes";
    static final String REST = "drill.restHours";
    static final String LEAD = "drill.replanLeadMinutes";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("RNG-02", CHECK, BLOCKS, BUFFER, REST, LEAD);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(DrillFacts plan) {
        return DESCRIPTION.breachedOrSatisfied(plan.clashes().stream()
                .map(clash -> new Fault(null, clash, DESCRIPTION.say("cure")))
                .toList());
    }
}
