package org.mushterek.agreement.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

class RuleBookTest {

    private static final Message REASON = Message.of("reason");
    private static final Message CURE = Message.of("cure");

    private record Always(RuleDescription description, Function<RuleDescription, Verdict> verdict)
            implements Rule<String> {
        @Override
        public Verdict judge(String facts) {
            return verdict.apply(description);
        }
    }

    private static final Rule<String> GOOD = always("TST-01", Severity.BLOCKS, rule -> rule.satisfied(REASON));
    private static final Rule<String> BREACHED =
            always("TST-02", Severity.BLOCKS, rule -> rule.breached("field", REASON, CURE));
    private static final Rule<String> WAIVABLE =
            always("TST-03", Severity.NEEDS_WAIVER, rule -> rule.breached("field", REASON, CURE));
    private static final Rule<String> WARNING =
            always("TST-04", Severity.WARNS, rule -> rule.breached("field", REASON, CURE));
    private static final Rule<String> MISSING =
            always("TST-05", Severity.BLOCKS, rule -> rule.undetermined("field", REASON, CURE));
    private static final Rule<String> MISSING_WARNING =
            always("TST-06", Severity.WARNS, rule -> rule.undetermined("field", REASON, CURE));
    private static final Rule<String> DOWNGRADED = always(
            "TST-07",
            Severity.BLOCKS,
            rule -> rule.breached(Severity.WARNS, List.of(new Fault(null, REASON, CURE)), List.of()));
    private static final Rule<String> SILENT = always("TST-08", Severity.BLOCKS, RuleDescription::notApplicable);

    @Test
    void tellsAllThatHoldsTheCaseAndAllThatOnlyWarns() {
        var judgement = new RuleBook<>(
                        List.of(GOOD, BREACHED, WAIVABLE, WARNING, MISSING, MISSING_WARNING, DOWNGRADED, SILENT))
                .judge("facts");

        assertThat(codes(judgement.blocking())).containsExactly("TST-02", "TST-03", "TST-05");
        assertThat(codes(judgement.warnings())).containsExactly("TST-04", "TST-06", "TST-07");
        assertThat(judgement.findings())
                .extracting(Finding::code)
                .containsExactly("TST-02", "TST-03", "TST-04", "TST-05", "TST-06", "TST-07");
        assertThat(judgement.passes()).isFalse();
        assertThat(judgement.remarks()).containsExactly(REASON);
    }

    @Test
    void tellsWhatHoldsTheCaseApartFromWhatOnlyWarns() {
        var judgement = new RuleBook<>(List.of(GOOD, BREACHED, WARNING)).judge("facts");

        assertThat(judgement.blockingFindings())
                .containsExactly(new Finding(
                        "TST-02", "field", REASON, CURE, BREACHED.description().source()));
        assertThat(judgement.warningFindings())
                .containsExactly(new Finding(
                        "TST-04", "field", REASON, CURE, WARNING.description().source()));
    }

    @Test
    void findsTheVerdictOfOneRule() {
        var judgement = new RuleBook<>(List.of(GOOD, SILENT)).judge("facts");

        assertThat(judgement.of(new RuleId("TST-08")))
                .contains(SILENT.description().notApplicable());
        assertThat(judgement.of(new RuleId("TST-09"))).isEmpty();
    }

    @Test
    void passesWithWarnings() {
        assertThat(new RuleBook<>(List.of(GOOD, WARNING, SILENT)).judge("facts").passes())
                .isTrue();
    }

    @Test
    void neverPassesAMissingFactOfABlockingRule() {
        assertThat(new RuleBook<>(List.of(GOOD, MISSING)).judge("facts").passes())
                .isFalse();
    }

    @Test
    void waivesOnlyBreachesThatMayBeWaivedAndOfThatRule() {
        var waiver = new Waiver("TST-03", "commander", "Ordered", LocalDate.of(2027, 1, 11));
        var judged = new RuleBook<>(List.of(GOOD, WAIVABLE, WARNING)).judge("facts");

        assertThat(judged.needsOnlyWaivers()).isTrue();
        assertThat(judged.waivable())
                .extracting(breach -> breach.rule().id().code())
                .containsExactly("TST-03");
        var waived = judged.waiving(List.of(waiver));
        assertThat(waived.passes()).isTrue();
        assertThat(waived.needsOnlyWaivers()).isFalse();
        assertThat(codes(waived.warnings())).containsExactly("TST-04");
        assertThat(waived.remarks())
                .containsExactly(
                        REASON,
                        Message.of("rule.waived")
                                .with("rule", "TST-03")
                                .with("title", WAIVABLE.description().title())
                                .with("authority", Message.of("rule.authority.commander"))
                                .with("day", LocalDate.of(2027, 1, 11))
                                .with("reason", "Ordered"));
        assertThat(judged.waiving(List.of(new Waiver("TST-04", "commander", "Ordered", waiver.grantedOn()))))
                .isEqualTo(judged);
    }

    @Test
    void waivesNoBreachThatBlocks() {
        var judged = new RuleBook<>(List.of(BREACHED, WAIVABLE)).judge("facts");
        var waiver = new Waiver("TST-02", "commander", "Ordered", LocalDate.of(2027, 1, 11));

        assertThat(judged.needsOnlyWaivers()).isFalse();
        assertThat(judged.waiving(List.of(waiver))).isEqualTo(judged);
    }

    @Test
    void tellsEachFaultWithPlaceCureAndSource() {
        var rule = BREACHED.description();
        assertThat(new RuleBook<>(List.of(BREACHED)).judge("facts").findings())
                .containsExactly(new Finding("TST-02", "field", REASON, CURE, rule.source()));
    }

    @Test
    void refusesTwoRulesWithOneId() {
        assertThatThrownBy(() -> new RuleBook<>(List.of(GOOD, GOOD))).hasMessageContaining("TST-01");
    }

    @Test
    void refusesAClauseOfTheHouse() {
        assertThatThrownBy(() -> GOOD.description().serving(Provenance.HOUSE, "ourselves"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesACodeThatIsNone() {
        assertThatThrownBy(() -> new RuleId("vis-07")).hasMessageContaining("vis-07");
        assertThat(new RuleId("VIS-07")).isLessThan(new RuleId("VIS-10")).hasToString("VIS-07");
    }

    private static Rule<String> always(String code, Severity severity, Function<RuleDescription, Verdict> verdict) {
        return new Always(RuleDescription.ofTheHouse(code, Kind.CHECK, severity), verdict);
    }

    private static List<String> codes(List<Verdict> verdicts) {
        return verdicts.stream().map(verdict -> verdict.rule().id().code()).toList();
    }
}
