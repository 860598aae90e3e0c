package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.AccessLevel;

class ApprovalIsOralAndVisualOnlyTest {

    private final ApprovalIsOralAndVisualOnly rule = new ApprovalIsOralAndVisualOnly();

    @ParameterizedTest
    @EnumSource(value = AccessLevel.class, names = "UNCLASSIFIED", mode = EnumSource.Mode.EXCLUDE)
    void isToldWithEveryClassifiedVisit(AccessLevel level) {
        var visit = aVisit();
        visit.accessLevel = level;

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied(Message.of("rule.VIS-20.told")));
    }

    @Test
    void doesNotApplyToAnUnclassifiedVisit() {
        var visit = aVisit();
        visit.accessLevel = AccessLevel.UNCLASSIFIED;

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
    }
}
