package org.mushterek.exercise.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.Comparator;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule, after DD Form 2977: the overall residual risk is at least that of the worst row, and whoever approves it has at
 * least its level. Every party approves for itself, so that the stricter one counts.
 */
record ResidualRiskIsApproved() implements PlanningRule {

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("RSK-01", CHECK, BLOCKS).serving(COMPARABLE, "DD Form 2977");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(PlanningFacts planning) {
        var risk = planning.risk();
        if (risk == null) {
            return DESCRIPTION.notApplicable();
        }
        var faults = new ArrayList<Fault>();
        var worst = risk.rows().stream().max(Comparator.naturalOrder()).orElse(RiskLevel.LOW);
        if (worst.isAbove(risk.overall())) {
            faults.add(new Fault(
                    "overall",
                    DESCRIPTION
                            .say("overall")
                            .with("overall", said(risk.overall()))
                            .with("worst", said(worst)),
                    DESCRIPTION.say("overall.cure").with("worst", said(worst))));
        }
        var authority = risk.authority();
        if (authority != null && risk.overall().isAbove(authority)) {
            faults.add(new Fault(
                    "authorityLevel",
                    DESCRIPTION.say("authority").with("overall", said(risk.overall())),
                    DESCRIPTION
                            .say("authority.cure")
                            .with("authority", Message.of("planning.authority." + risk.overall()))));
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static Message said(RiskLevel level) {
        return Message.of("planning.risk." + level);
    }
}
