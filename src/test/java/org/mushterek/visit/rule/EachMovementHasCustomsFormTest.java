package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.CustomsSerial;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.CustomsMovement;

class EachMovementHasCustomsFormTest {

    private final EachMovementHasCustomsForm rule = new EachMovementHasCustomsForm(PARAMETERS);

    private static final String SERIAL = "TR20270215NO000001";

    @Test
    void passesFormsWithTheirOwnSerialsAndEnoughCopies() {
        assertThat(judge(form(SERIAL, 5), form("TR20270215UN000002", 6)))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void takesASerialWithItsCheckDigitsAndRefusesWrongOnes() {
        var checked = new CustomsSerial(SERIAL).checked();

        assertThat(judge(form(checked, 5))).isEqualTo(rule.description().satisfied());
        assertThat(judge(form(SERIAL + "-00", 5))).isEqualTo(broken(serial(1)));
    }

    @Test
    void findsASerialRepeatedWhetherOrNotItsCheckDigitsAreWritten() {
        assertThat(judge(form(SERIAL, 5), form(new CustomsSerial(SERIAL).checked(), 5)))
                .isEqualTo(broken(new Fault(
                        "customsMovements[1].serialNumber",
                        Message.of("rule.CUS-01.repeated").with("form", 2).with("serial", SERIAL),
                        Message.of("rule.CUS-01.repeated.cure").with("form", 2))));
    }

    @Test
    void refusesACopyTooFew() {
        var refused = judge(form(SERIAL, 4));

        assertThat(refused).isEqualTo(broken(copies(4, 5)));
        assertThat(refused.isBlocking()).isTrue();
        assertThat(judge(form(SERIAL, null))).isEqualTo(broken(copies(0, 5)));
    }

    @Test
    void takesTheNewNumberOfCopiesFromItsFirstDay() {
        var visit = with(form(SERIAL, 5));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(broken(copies(5, 6)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AZ20270215NO000001",
                "TR20270229NO000001",
                "TR20270215XO000001",
                "TR20270215NX000001",
                "TR20270215NO00001",
                "TR20270215NO0000011",
                "tr20270215NO000001",
                ""
            })
    void refusesASerialNumberOutOfPattern(String serial) {
        assertThat(judge(form(serial, 5))).isEqualTo(broken(serial(1)));
    }

    @Test
    void refusesAMissingSerialARepeatedOneAndUnnamedGoods() {
        assertThat(judge(form(SERIAL, 5), form(SERIAL, 5), new CustomsMovement(null, 5, " ")))
                .isEqualTo(broken(
                        new Fault(
                                "customsMovements[1].serialNumber",
                                Message.of("rule.CUS-01.repeated")
                                        .with("form", 2)
                                        .with("serial", SERIAL),
                                Message.of("rule.CUS-01.repeated.cure").with("form", 2)),
                        serial(3),
                        new Fault(
                                "customsMovements[2].goods",
                                Message.of("rule.CUS-01.goods").with("form", 3),
                                Message.of("rule.CUS-01.goods.cure").with("form", 3))));
    }

    @Test
    void warnsOfArmsWithoutAForm() {
        var visit = with();
        visit.arms = List.of(new Arm("MPT-76", null, 3));
        var missing = rule.description()
                .undetermined(
                        "customsMovements", Message.of("rule.CUS-01.missing"), Message.of("rule.CUS-01.missing.cure"));

        assertThat(rule.judge(visit.facts())).isEqualTo(missing);
        visit.customsMovements = null;
        assertThat(rule.judge(visit.facts())).isEqualTo(missing);
        assertThat(missing.isBlocking()).isFalse();
    }

    @Test
    void doesNotApplyWhereNothingIsCarried() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
    }

    private Verdict judge(CustomsMovement... movements) {
        return rule.judge(with(movements).facts());
    }

    private static VisitFixture with(CustomsMovement... movements) {
        var visit = aVisit();
        visit.customsMovements = List.of(movements);
        return visit;
    }

    private static CustomsMovement form(String serial, @Nullable Integer copies) {
        return new CustomsMovement(serial, copies, "Radios");
    }

    private Verdict broken(Fault... faults) {
        return rule.description().breached(Severity.BLOCKS, List.of(faults), List.of());
    }

    private static Fault copies(int made, int needed) {
        return new Fault(
                "customsMovements[0].copies",
                Message.of("rule.CUS-01.copies")
                        .with("form", 1)
                        .with("made", made)
                        .with("copies", needed),
                Message.of("rule.CUS-01.copies.cure").with("form", 1).with("copies", needed));
    }

    private static Fault serial(int form) {
        return new Fault(
                "customsMovements[" + (form - 1) + "].serialNumber",
                Message.of("rule.CUS-01.serial").with("form", form),
                Message.of("rule.CUS-01.serial.cure").with("form", form).with("country", "TR"));
    }
}
