package org.mushterek.exercise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.exercise.rule.PlanningFacts.ConferenceFacts;
import org.mushterek.exercise.rule.PlanningFacts.MinutesFacts;
import org.mushterek.exercise.rule.PlanningFacts.RiskFacts;
import org.mushterek.exercise.rule.RiskLevel.Probability;
import org.mushterek.exercise.rule.RiskLevel.Severity;

class PlanningRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final LocalDate STARTEX = LocalDate.of(2027, 9, 1);
    private static final LocalDate PLANNED = LocalDate.of(2026, 12, 23);

    private final PlanningRuleBook book = new PlanningRuleBook();
    private final Texts texts = new Texts();

    @Test
    void holdsTheRulesOfTheCatalogue() {
        assertThat(book.book().descriptions())
                .extracting(rule -> rule.id().code())
                .containsExactly(
                        "PLN-01", "PLN-02", "PLN-03", "PLN-04", "PLN-05", "PLN-06", "PLN-07", "RSK-01", "RSK-02");
    }

    /** No number of planning is known of the memorandum. */
    @Test
    void demandsInTheNameOfTheHouseAlone() {
        assertThat(book.book().descriptions())
                .allMatch(rule -> rule.requirement().provenance() == Provenance.HOUSE)
                .allMatch(rule -> rule.clause() == null || rule.clause().provenance() == Provenance.COMPARABLE);
        assertThat(book.parameters().history().values())
                .allMatch(entries -> entries.stream().allMatch(entry -> entry.provenance() == Provenance.HOUSE));
    }

    @Test
    void readsEveryNumberByARuleThatShowsIt() {
        var shown = new ArrayList<String>();
        book.book().descriptions().forEach(rule -> shown.addAll(rule.parameters()));

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(book.parameters().history().keySet());
    }

    @ParameterizedTest
    @CsvSource({"2026-12-08, PLN-03", "2026-12-09, ''", "2027-08-31, PLN-02", "2027-09-01, PLN-01 PLN-02"})
    void keepsAConferenceBetweenItsInvitationAndStartex(LocalDate day, String expected) {
        assertThat(broken(conference(day, List.of(), null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-23, ''", "2026-12-24, PLN-02"})
    void tellsWhereAConferenceIsLaterThanItsOffset(LocalDate day, String expected) {
        assertThat(broken(conference(day, List.of(), null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-12-15, PLN-01", "2026-12-14, ''"})
    void holdsEachConferenceAfterTheOneBefore(LocalDate last, String expected) {
        assertThat(broken(conference(LocalDate.of(2026, 12, 15), List.of(), last)))
                .isEqualTo(expected);
    }

    @Test
    void skipsNoConference() {
        assertThat(broken(conference(PLANNED, List.of("CDE", "IPC"), null))).isEqualTo("PLN-01 PLN-01");
    }

    @ParameterizedTest
    @CsvSource({"2026-12-30, ''", "2026-12-31, PLN-04"})
    void tellsWhereMinutesAreLate(LocalDate recorded, String expected) {
        assertThat(broken(new PlanningFacts(TODAY, null, new MinutesFacts(PLANNED, recorded), null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MEDIUM, LOW, , RSK-01",
        "MEDIUM, MEDIUM, , ''",
        "MEDIUM, HIGH, HIGH, ''",
        "MEDIUM, HIGH, MEDIUM, RSK-01",
        "HIGH, MEDIUM, LOW, RSK-01 RSK-01",
        "LOW, LOW, EXTREMELY_HIGH, ''"
    })
    void holdsARiskToItsWorstRowAndItsAuthority(
            RiskLevel worst, RiskLevel overall, @Nullable RiskLevel authority, String expected) {
        var risk = new RiskFacts(List.of(RiskLevel.LOW, worst), overall, authority);

        assertThat(broken(new PlanningFacts(TODAY, null, null, risk))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CATASTROPHIC, FREQUENT, EXTREMELY_HIGH",
        "CATASTROPHIC, UNLIKELY, MEDIUM",
        "CRITICAL, LIKELY, HIGH",
        "CRITICAL, UNLIKELY, LOW",
        "MODERATE, FREQUENT, HIGH",
        "MODERATE, OCCASIONAL, MEDIUM",
        "NEGLIGIBLE, FREQUENT, MEDIUM",
        "NEGLIGIBLE, LIKELY, LOW"
    })
    void readsTheLevelOffTheMatrix(Severity severity, Probability probability, RiskLevel level) {
        assertThat(RiskLevel.of(severity, probability)).isEqualTo(level);
    }

    @Test
    void speaksThreeLanguages() {
        for (var line : book.page().rules()) {
            for (var language : Language.values()) {
                assertThat(texts.say(line.title(), language)).doesNotContain("rule.", "{");
                assertThat(texts.say(line.requirement().text(), language)).doesNotContain("rule.", "{");
                assertThat(texts.say(line.source(), language)).doesNotContain("rule.", "{");
                line.parameters().forEach(parameter -> assertThat(texts.say(parameter.label(), language))
                        .doesNotContain("parameter."));
            }
        }
    }

    private static PlanningFacts conference(LocalDate day, List<String> open, @Nullable LocalDate last) {
        return PlanningFacts.of(TODAY, new ConferenceFacts(day, PLANNED, TODAY, STARTEX, open, last));
    }

    /** The rules that are broken, once for each fault; each is told in three languages without a gap. */
    private String broken(PlanningFacts facts) {
        var findings = book.judge(facts).findings();
        for (var finding : findings) {
            for (var language : Language.values()) {
                assertThat(texts.say(finding.wrong(), language)).doesNotContain("{", "rule.", "planning.");
                assertThat(texts.say(Objects.requireNonNull(finding.cure()), language))
                        .doesNotContain("{", "rule.", "planning.");
            }
        }
        return String.join(" ", findings.stream().map(finding -> finding.code()).toList());
    }
}
