package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class SeniorPersonAndDeputyAreNamedTest {

    private final SeniorPersonAndDeputyAreNamed rule = new SeniorPersonAndDeputyAreNamed();

    @Test
    void passesTwoLinesOfTheRoster() {
        assertThat(judge(1, 3)).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesWhenNobodyIsNamed() {
        assertThat(judge(null, null))
                .isEqualTo(rule.description()
                        .breached(List.of(
                                fault("seniorLine", Message.of("rule.VIS-21.seniorLine")),
                                fault("deputyLine", Message.of("rule.VIS-21.deputyLine")))));
    }

    @Test
    void refusesALineBeyondTheRoster() {
        assertThat(judge(0, 4))
                .isEqualTo(rule.description()
                        .breached(List.of(
                                fault(
                                        "seniorLine",
                                        Message.of("rule.VIS-21.seniorLine.unknown")
                                                .with("line", 0)),
                                fault(
                                        "deputyLine",
                                        Message.of("rule.VIS-21.deputyLine.unknown")
                                                .with("line", 4)))));
    }

    @Test
    void refusesADeputyWhoIsTheSeniorPerson() {
        assertThat(judge(2, 2))
                .isEqualTo(rule.description()
                        .breached(
                                "deputyLine",
                                Message.of("rule.VIS-21.same").with("line", 2),
                                Message.of("rule.VIS-21.same.cure")));
    }

    private Verdict judge(@Nullable Integer senior, @Nullable Integer deputy) {
        var visit = aVisit();
        visit.seniorLine = senior;
        visit.deputyLine = deputy;
        return rule.judge(visit.facts());
    }

    private static Fault fault(String place, Message reason) {
        return new Fault(place, reason, Message.of("rule.VIS-21." + place + ".cure"));
    }
}
