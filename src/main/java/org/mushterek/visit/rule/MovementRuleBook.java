package org.mushterek.visit.rule;

import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleBook;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules on arrivals and departures in the order in which they are told. None of them has a number. */
@Component
@Order(2)
public class MovementRuleBook implements ShownRuleBook {

    private static final String PARAMETERS = "/rulebook/visit.yaml";

    private final DatedParameters parameters = DatedParameters.read(PARAMETERS);
    private final RuleBook<MovementFacts> book = new RuleBook<>(
            List.<MovementRule>of(new ArrivalIsPermitted(), new MovementsAlternate(), new MovementHasHappened()));

    /** Judges one entry before it is made. */
    public Judgement judge(MovementFacts facts) {
        return book.judge(facts);
    }

    /** The book as a person sees it. */
    @Override
    public RuleBookPage page() {
        return RuleBookPage.of(book.descriptions(), parameters);
    }
}
