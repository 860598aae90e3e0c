package org.mushterek.incident.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.incident.rule.IncidentFacts.Attendance;
import org.mushterek.incident.rule.IncidentFacts.Kind;
import org.mushterek.incident.rule.IncidentFacts.NoticeFacts;
import org.mushterek.incident.rule.IncidentFacts.ProcedureFacts;

class IncidentRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 5, 24);
    private static final Instant LEARNED = Instant.parse("2027-05-24T06:00:00Z");

    private final IncidentRuleBook book = new IncidentRuleBook();
    private final Texts texts = new Texts();

    @Test
    void holdsTheRulesOfTheCatalogue() {
        assertThat(book.book().descriptions())
                .extracting(rule -> rule.id().code())
                .containsExactly("INC-01", "INC-02", "INC-03", "INC-04");
    }

    /** The duties are the memorandum's, as far as the press reports it, but for arrests; times and forms are the house's own. */
    @Test
    void demandsInTheNameOfTheHouseWhatServesTheMemorandum() {
        assertThat(book.book().descriptions())
                .allMatch(rule -> rule.requirement().provenance() == Provenance.HOUSE)
                .allMatch(rule -> rule.clause() != null
                        && rule.clause().provenance()
                                == (rule.id().code().equals("INC-04") ? Provenance.COMPARABLE : Provenance.MEMORANDUM));
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
    @CsvSource({
        "INJURY, PT0S, ''",
        "INJURY, PT1H, ''",
        "INJURY, PT1H1S, INC-01",
        "DEATH, PT1H, ''",
        "DEATH, PT1H1S, INC-01",
        "ARREST, PT2H, ''",
        "ARREST, PT2H1S, INC-04"
    })
    void warnsWhereTheFirstNoticeWasLate(Kind kind, Duration after, String expected) {
        var judgement = book.judge(IncidentFacts.of(TODAY, new NoticeFacts(kind, LEARNED, LEARNED.plus(after))));

        assertThat(judgement.blocking()).isEmpty();
        assertThat(judgement.warningFindings().stream()
                        .map(finding -> finding.code())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        ", , 2027-05-24T10:00:00Z, INC-02",
        "2027-05-24T10:00:30Z, , , INC-02",
        "2027-05-24T10:00:30Z, , 2027-05-24T09:59:59Z, INC-02",
        "2027-05-24T10:00:30Z, , 2027-05-24T10:00:00Z, ''",
        "2027-05-24T10:00:30Z, 2027-05-26T06:00:00Z, 2027-05-26T05:59:00Z, INC-02",
        "2027-05-24T10:00:30Z, 2027-05-26T06:00:00Z, 2027-05-26T06:00:00Z, ''"
    })
    void letsNothingBeDoneBeforeTheSendingSideHasAgreed(
            @Nullable Instant agreedAt, @Nullable Instant plannedAt, @Nullable Instant doneAt, String expected) {
        assertThat(blocked(agreedAt, plannedAt, doneAt, List.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, , ''", "false, 'The flight was late', ''", "false, , INC-03", "false, ' ', INC-03", ", , INC-03"
    })
    void asksWhatBecameOfTheRepresentativeWhoWasNamed(
            @Nullable Boolean attended, @Nullable String absence, String expected) {
        assertThat(blocked(LEARNED, LEARNED, LEARNED, List.of(new Attendance(attended, absence))))
                .isEqualTo(expected);
    }

    @Test
    void saysInThreeLanguagesHowLateANoticeWas() {
        var finding = book.judge(IncidentFacts.of(
                        TODAY, new NoticeFacts(Kind.DEATH, LEARNED, LEARNED.plus(Duration.ofMinutes(95)))))
                .warningFindings()
                .get(0);

        assertThat(texts.say(finding, Language.EN).wrong())
                .isEqualTo(
                        "The first notice went out 1 hours and 35 minutes after the host had learned of it; 1 are allowed.");
        for (var language : Language.values()) {
            assertThat(texts.say(finding, language).wrong()).contains("35").doesNotContain("{");
            assertThat(texts.say(finding, language).cure()).doesNotContain("{");
        }
    }

    private String blocked(
            @Nullable Instant agreedAt, @Nullable Instant plannedAt, @Nullable Instant doneAt, List<Attendance> named) {
        return book
                .judge(IncidentFacts.of(TODAY, new ProcedureFacts(agreedAt, plannedAt, doneAt, named)))
                .blockingFindings()
                .stream()
                .map(finding -> finding.code())
                .collect(Collectors.joining(" "));
    }
}
