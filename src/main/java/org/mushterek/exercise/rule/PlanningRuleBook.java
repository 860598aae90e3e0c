package org.mushterek.exercise.rule;

import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleBook;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules on planning an exercise in the order in which they are told. */
@Component
@Order(4)
public class PlanningRuleBook implements ShownRuleBook {

    private static final String PARAMETERS = "/rulebook/exercise.yaml";

    private final DatedParameters parameters = DatedParameters.read(PARAMETERS);
    private final RuleBook<PlanningFacts> book = new RuleBook<>(List.<PlanningRule>of(
            new ConferencesAreInOrder(),
            new ConferenceKeepsItsOffset(),
            new InvitationIsInTime(parameters),
            new MinutesAreInTime(parameters),
            new StageEndsByItsProducts(),
            new ManifestIsFrozen(),
            new StartexOpensThroughItsGate(),
            new ResidualRiskIsApproved(),
            new RisenRiskIsApprovedAnew()));

    public Judgement judge(PlanningFacts facts) {
        return book.judge(facts);
    }

    public RuleBook<PlanningFacts> book() {
        return book;
    }

    /** By which STARTEX is refused as long as its gate is shut. */
    public RuleDescription startexThroughGate() {
        return StartexOpensThroughItsGate.DESCRIPTION;
    }

    public DatedParameters parameters() {
        return parameters;
    }

    /** The book as a person sees it. */
    @Override
    public RuleBookPage page() {
        return RuleBookPage.of(book.descriptions(), parameters);
    }
}
