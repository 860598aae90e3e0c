package org.mushterek.exercise.planning;

import java.util.Optional;
import org.mushterek.exercise.ApprovedRisk;
import org.mushterek.exercise.rule.RiskLevel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The overall level of the risk assessment as the parties have approved it last. */
@Component
class ApprovedRiskAssessment implements ApprovedRisk {

    private final PlanningCases cases;
    private final Products products;

    ApprovedRiskAssessment(PlanningCases cases, Products products) {
        this.cases = cases;
        this.products = products;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<RiskLevel> of(String exercise) {
        return cases.ofExercise(exercise).stream()
                .filter(planning -> products.isApproved(planning, ProductKind.RISK_ASSESSMENT))
                .flatMap(planning -> cases.product(planning.number(), ProductKind.RISK_ASSESSMENT).stream())
                .flatMap(product -> Optional.ofNullable(product.content().overall()).stream())
                .findFirst();
    }
}
