package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Entry;
import org.mushterek.visit.rule.MovementFacts.Standing;

class MovementRulesTest {

    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final LocalDate FIRST = LocalDate.of(2027, 5, 24);
    private static final LocalDate LAST = LocalDate.of(2027, 5, 28);
    private static final String LATER = "2027-06-30T12:00";

    private final MovementRuleBook book = new MovementRuleBook();
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource({
        "2027-05-23T23:59, MOV-01",
        "2027-05-24T00:00,",
        "2027-05-28T23:59,",
        "2027-05-29T00:00, MOV-01",
    })
    void letsArriveOnTheDaysOfThePermitByTheHostsClock(String at, @Nullable String rule) {
        assertThat(broken(arrival(at, LATER, null))).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"HELD,", "NOT_OUT, notOut", "SUSPENDED, suspended", "ENDED, ended"})
    void letsArriveWhileThePermitHolds(Standing standing, @Nullable String reason) {
        var found = findings(facts(Kind.ARRIVED, "2027-05-24T08:00", LATER, true, standing, null));

        assertThat(found)
                .extracting(Finding::wrong)
                .isEqualTo(reason == null ? List.of() : List.of(Message.of("rule.MOV-01." + reason)));
    }

    @Test
    void letsNobodyArriveWhomThePermitDoesNotLetIn() {
        assertThat(findings(facts(Kind.ARRIVED, "2027-05-24T08:00", LATER, false, Standing.HELD, null)))
                .containsExactly(new Finding(
                        "MOV-01",
                        "line",
                        Message.of("rule.MOV-01.person").with("line", 7),
                        Message.of("rule.MOV-01.person.cure"),
                        Message.of("rule.source.requirementAndClause")
                                .with("requirement", Provenance.HOUSE.text())
                                .with("provenance", Provenance.MEMORANDUM.text())
                                .with("clause", Message.of("rule.MOV-01.clause"))
                                .with("source", "Trend 3492001; Azernews 183925")));
    }

    @Test
    void tellsAllThatStandsAgainstAnArrival() {
        assertThat(findings(facts(Kind.ARRIVED, "2027-05-29T08:00", LATER, false, Standing.ENDED, null)))
                .extracting(Finding::wrong)
                .containsExactly(
                        Message.of("rule.MOV-01.person").with("line", 7),
                        Message.of("rule.MOV-01.day").with("day", LAST.plusDays(1)),
                        Message.of("rule.MOV-01.ended"));
    }

    @ParameterizedTest
    @CsvSource({"HELD", "SUSPENDED", "ENDED"})
    void letsDepartWhateverHasBecomeOfThePermit(Standing standing) {
        var arrived = entry(Kind.ARRIVED, "2027-05-24T08:00");

        assertThat(broken(facts(Kind.DEPARTED, "2027-06-09T23:59", LATER, false, standing, arrived)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ARRIVED, , true",
        "ARRIVED, DEPARTED, true",
        "ARRIVED, ARRIVED, false",
        "DEPARTED, ARRIVED, true",
        "DEPARTED, DEPARTED, false",
        "DEPARTED, , false",
    })
    void takesArrivalsAndDeparturesInTurn(Kind kind, @Nullable Kind last, boolean passes) {
        var before = last == null ? null : entry(last, "2027-05-24T08:00");

        assertThat(broken(facts(kind, "2027-05-25T08:00", LATER, true, Standing.HELD, before)))
                .isEqualTo(passes ? List.of() : List.of("MOV-02"));
    }

    @Test
    void saysSinceWhenSomebodyIsInTheCountry() {
        var found = findings(facts(
                Kind.ARRIVED, "2027-05-25T08:00", LATER, true, Standing.HELD, entry(Kind.ARRIVED, "2027-05-24T08:30")));

        assertThat(found)
                .extracting(Finding::wrong)
                .containsExactly(
                        Message.of("rule.MOV-02.inside").with("line", 7).with("since", "24.05.2027 08:30"));
    }

    @ParameterizedTest
    @CsvSource({"2027-05-25T08:00, true", "2027-05-25T08:01, false"})
    void takesNothingThatIsStillToCome(String at, boolean passes) {
        assertThat(broken(arrival(at, "2027-05-25T08:00", null))).isEqualTo(passes ? List.of() : List.of("MOV-03"));
    }

    @ParameterizedTest
    @CsvSource({"2027-05-25T08:00, true", "2027-05-25T07:59, false"})
    void takesNothingBeforeWhatIsRecordedAlready(String at, boolean passes) {
        assertThat(broken(
                        facts(Kind.DEPARTED, at, LATER, true, Standing.HELD, entry(Kind.ARRIVED, "2027-05-25T08:00"))))
                .isEqualTo(passes ? List.of() : List.of("MOV-03"));
    }

    @ParameterizedTest
    @CsvSource({"AZ", "TR", "EN"})
    void tellsEveryBreachInWords(Language language) {
        var breaches = List.of(
                facts(Kind.ARRIVED, "2027-05-29T08:00", "2027-05-24T00:00", false, Standing.ENDED, null),
                facts(Kind.ARRIVED, "2027-05-24T08:00", LATER, true, Standing.NOT_OUT, null),
                facts(Kind.ARRIVED, "2027-05-24T08:00", LATER, true, Standing.SUSPENDED, null),
                arrival("2027-05-24T08:00", LATER, entry(Kind.ARRIVED, "2027-05-24T09:00")),
                facts(Kind.DEPARTED, "2027-05-24T08:00", LATER, true, Standing.HELD, null));

        for (var breach : breaches) {
            for (var finding : findings(breach)) {
                Map<String, Object> told = texts.say(finding, language);
                assertThat(String.join(
                                " ",
                                List.of(
                                        String.valueOf(told.get("wrong")),
                                        String.valueOf(told.get("cure")),
                                        String.valueOf(told.get("source")))))
                        .doesNotContain("rule.", "{", "}", "null");
            }
        }
    }

    @Test
    void isShownAsABook() {
        assertThat(book.page().rules()).extracting(rule -> rule.id()).containsExactly("MOV-01", "MOV-02", "MOV-03");
    }

    private static MovementFacts arrival(String at, String now, @Nullable Entry last) {
        return facts(Kind.ARRIVED, at, now, true, Standing.HELD, last);
    }

    private static MovementFacts facts(
            Kind kind, String at, String now, boolean admitted, Standing standing, @Nullable Entry last) {
        return new MovementFacts(7, kind, inBaku(at), inBaku(now), BAKU, FIRST, LAST, admitted, standing, last);
    }

    private static Entry entry(Kind kind, String at) {
        return new Entry(kind, inBaku(at));
    }

    private static Instant inBaku(String at) {
        return LocalDateTime.parse(at).atZone(BAKU).toInstant();
    }

    private List<Finding> findings(MovementFacts facts) {
        return book.judge(facts).blockingFindings();
    }

    private List<String> broken(MovementFacts facts) {
        return findings(facts).stream().map(Finding::code).distinct().toList();
    }
}
