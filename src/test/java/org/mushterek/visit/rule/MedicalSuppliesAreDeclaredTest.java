package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.MedicalSupplies;

class MedicalSuppliesAreDeclaredTest {

    private final MedicalSuppliesAreDeclared rule = new MedicalSuppliesAreDeclared();

    // Three persons, ten days.
    @Test
    void passesSuppliesForAllPersonsAndDaysAndMore() {
        assertThat(judge(new MedicalSupplies(3, 10, null)))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(new MedicalSupplies(4, 11, "M-1")))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesSuppliesThatAreOnePersonOrOneDayShort() {
        var tooFew = judge(new MedicalSupplies(2, 10, null));
        assertThat(tooFew).isEqualTo(broken(fault("persons", 2, 3)));
        assertThat(tooFew.isBlocking()).isTrue();
        assertThat(judge(new MedicalSupplies(3, 9, null))).isEqualTo(broken(fault("days", 9, 10)));
        assertThat(judge(new MedicalSupplies(2, 9, null)))
                .isEqualTo(broken(fault("persons", 2, 3), fault("days", 9, 10)));
    }

    @Test
    void warnsWithoutADeclaration() {
        var missing = rule.description()
                .undetermined(
                        "medicalSupplies", Message.of("rule.MED-01.missing"), Message.of("rule.MED-01.missing.cure"));

        assertThat(judge(null)).isEqualTo(missing);
        assertThat(judge(new MedicalSupplies(null, 10, null))).isEqualTo(missing);
        assertThat(judge(new MedicalSupplies(3, null, null))).isEqualTo(missing);
        assertThat(missing.isBlocking()).isFalse();
    }

    @Test
    void isUndeterminedWithoutDates() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    private Verdict judge(@Nullable MedicalSupplies supplies) {
        var visit = aVisit();
        visit.medicalSupplies = supplies;
        return rule.judge(visit.facts());
    }

    private Verdict broken(Fault... faults) {
        return rule.description().breached(Severity.BLOCKS, List.of(faults), List.of());
    }

    private static Fault fault(String name, int declared, int needed) {
        return new Fault(
                "medicalSupplies." + name,
                Message.of("rule.MED-01." + name).with("declared", declared).with("needed", needed),
                Message.of("rule.MED-01." + name + ".cure").with("needed", needed));
    }
}
