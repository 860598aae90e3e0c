package org.mushterek.incident.rule;

import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleBook;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules on incidents in the order in which they are told. */
@Component
@Order(6)
public class IncidentRuleBook implements ShownRuleBook {

    private final DatedParameters parameters = DatedParameters.read("/rulebook/incident.yaml");
    private final RuleBook<IncidentFacts> book = new RuleBook<>(List.<IncidentRule>of(
            new InjuryAndDeathAreTold(parameters),
            new ProcedureAwaitsAgreement(),
            new RepresentativeMayAttend(),
            new ArrestIsToldAtOnce(parameters)));

    public Judgement judge(IncidentFacts facts) {
        return book.judge(facts);
    }

    public RuleBook<IncidentFacts> book() {
        return book;
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
