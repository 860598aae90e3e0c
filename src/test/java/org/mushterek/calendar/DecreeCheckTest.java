package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.calendar.DecreesOverAYear.closed;
import static org.mushterek.calendar.DecreesOverAYear.date;
import static org.mushterek.calendar.DecreesOverAYear.feast;
import static org.mushterek.calendar.DecreesOverAYear.inEffect;
import static org.mushterek.calendar.DecreesOverAYear.recorded;
import static org.mushterek.calendar.DecreesOverAYear.swap;
import static org.mushterek.calendar.DecreesOverAYear.withdrawal;
import static org.mushterek.calendar.DecreesOverAYear.year;
import static org.mushterek.calendar.DecreesOverAYear.years;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.calendar.DecreeContent.Kind;
import org.mushterek.common.Texts;

/** Each kind of decree at its limits, on 5 April 2027, a Monday. */
class DecreeCheckTest {

    private static final LocalDate TODAY = date("2027-04-05");
    private static final Texts TEXTS = new Texts();

    @ParameterizedTest(name = "{0} closed from {1} to {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            TUR, 2027-04-05, -,          -
            TUR, 2027-04-04, -,          from calendar.past
            TUR, 2027-04-10, 2027-04-11, from calendar.alreadyClosed
            TUR, 2027-04-09, 2027-04-11, -
            TUR, 2027-04-23, -,          from calendar.alreadyClosed
            TUR, 2027-10-28, -,          -
            AZE, 2027-05-10, -,          from calendar.alreadyClosed
            AZE, 2027-04-08, 2027-04-07, to calendar.order
            AZE, 2027-06-01, 2027-07-01, -
            AZE, 2027-06-01, 2027-07-02, to calendar.order
            AZE, 2027-12-30, 2028-01-03, to calendar.order
            AZE, 2028-01-04, -,          from calendar.unknownYear
            AZE, -,          -,          from calendar.missing
            """)
    void closesWorkingDaysToCome(String side, LocalDate from, LocalDate to, String fault) {
        var content = new DecreeContent(
                Kind.CLOSED_DAYS, "Decision 12", TODAY, "administrativeLeave", from, to, null, null, null, null);

        assertThat(faults(side, content)).isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @ParameterizedTest(name = "{0}: {1} for {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            AZE, 2027-04-09, 2027-04-10, -
            AZE, 2027-04-09, 2027-05-10, -
            AZE, 2027-04-10, 2027-04-11, restDay calendar.notWorked
            AZE, 2027-05-28, 2027-04-10, restDay calendar.notWorked
            AZE, 2027-04-09, 2027-04-08, workDay calendar.notRest
            AZE, 2027-04-09, 2027-05-09, workDay calendar.notRest
            AZE, 2027-04-02, 2027-04-10, restDay calendar.past
            AZE, 2027-04-09, 2027-04-04, workDay calendar.past
            AZE, 2028-04-07, 2027-04-10, restDay calendar.unknownYear
            TUR, 2027-03-08, 2027-04-10, restDay calendar.past
            TUR, 2027-10-28, 2027-04-10, restDay calendar.notWorked
            TUR, -,          2027-04-10, restDay calendar.missing
            TUR, 2027-04-09, -,          workDay calendar.missing
            """)
    void exchangesAWorkingDayForADayOfRestOfTheSameSide(String side, LocalDate rest, LocalDate work, String fault) {
        var content = new DecreeContent(Kind.SWAP, "Decision 13", TODAY, null, null, null, rest, work, null, null);

        assertThat(faults(side, content)).isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @ParameterizedTest(name = "{0} {1} on {2}–{3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            AZE, qurban,    2027-05-16, 2027-05-17, -
            AZE, qurban,    2027-05-17, 2027-05-18, -
            AZE, qurban,    2027-06-05, 2027-06-06, -
            AZE, qurban,    2027-06-07, 2027-06-08, from calendar.feastFar
            TUR, novruz,    2027-05-01, 2027-05-05, from calendar.feastFar
            TUR, labourDay, 2027-05-01, 2027-05-01, holiday calendar.holiday
            TUR, qurban,    2027-05-16, 2027-05-22, -
            TUR, qurban,    2027-05-16, 2027-05-23, to calendar.order
            TUR, ramazan,   2027-03-09, 2027-03-11, from calendar.past
            """)
    void fixesTheDateOfAFeastNearWhereItWasExpected(
            String side, String holiday, LocalDate from, LocalDate to, String fault) {
        var content =
                new DecreeContent(Kind.FEAST_DATE, "Decision 14", TODAY, holiday, from, to, null, null, null, null);

        assertThat(faults(side, content)).isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @Test
    void refusesAFeastThatIsCertainAlready() {
        var content = feast("qurban", "2027-05-16", "2027-05-17");

        assertThat(faults("AZE", content, inEffect("AZE", 1, content))).containsExactly("from calendar.nothingChanges");
        assertThat(faults("AZE", feast("qurban", "2027-05-16", "2027-05-18"), inEffect("AZE", 1, content)))
                .isEmpty();
    }

    @Test
    void takesTheEveOfAFeastForNoPartOfIt() {
        var content = feast("qurban", "2027-05-16", "2027-05-19");

        assertThat(faults("TUR", content, inEffect("TUR", 1, content))).containsExactly("from calendar.nothingChanges");
    }

    @Test
    void closesDaysOnlyForAReasonThatItKnows() {
        var closing = closed("2027-04-07", null);
        var novruz =
                new DecreeContent(closing.kind(), "r", TODAY, "novruz", closing.from(), null, null, null, null, null);

        assertThat(faults("AZE", novruz)).containsExactly("holiday calendar.holiday");
    }

    @Test
    void readsTheFileOfAYear() {
        var file = """
                side: AZE
                year: 2027
                weekend: [SATURDAY, SUNDAY]
                substitution: true
                saturdayAfterFriday: false
                covers: [{from: 2027-01-01, to: 2027-12-31}]
                days: [{on: 2027-01-01, kind: FULL, holiday: newYear, source: s}]
                """;

        assertThat(faults("AZE", year(file))).isEmpty();
        assertThat(faults("TUR", year(file))).containsExactly("side calendar.otherSide");
        assertThat(faults("AZE", year(" "))).containsExactly("file calendar.missing");
        assertThat(faults("AZE", new DecreeContent(Kind.YEAR, "r", TODAY, null, null, null, null, null, null, null)))
                .containsExactly("file calendar.missing");
        assertThat(faults("AZE", year(file), recorded("AZE", 1, year(file))))
                .containsExactly("kind calendar.duplicate");
        assertThat(faults("AZE", year(file), inEffect("AZE", 1, year(file)))).isEmpty();
    }

    @Test
    void withdrawsOnlyWhatIsInEffectAndNotOver() {
        var closing = inEffect("TUR", 1, closed("2027-04-05", null));
        var past = inEffect("TUR", 2, closed("2027-04-02", null));
        var waiting = recorded("TUR", 3, closed("2027-04-06", null));
        var withdrawn = inEffect("TUR", 4, withdrawal("DEC-TUR-2027-0009"));

        assertThat(faults("TUR", withdrawal(closing.number()), closing)).isEmpty();
        assertThat(faults("TUR", withdrawal(past.number()), past)).containsExactly("withdraws calendar.past");
        for (var other : List.of(waiting, withdrawn)) {
            assertThat(faults("TUR", withdrawal(other.number()), other))
                    .containsExactly("withdraws calendar.withdrawsUnknown");
        }
        assertThat(faults(
                        "TUR", withdrawal(closing.number()), closing, inEffect("TUR", 5, withdrawal(closing.number()))))
                .containsExactly("kind calendar.duplicate");
        var exchange = inEffect("TUR", 6, swap("2027-04-02", "2027-04-10"));
        assertThat(faults("TUR", withdrawal(exchange.number()), exchange)).isEmpty();
    }

    @Test
    void refusesTheSameDecreeTwice() {
        var content = closed("2027-04-07", null);

        assertThat(faults("AZE", content, recorded("AZE", 1, content))).containsExactly("kind calendar.duplicate");
        assertThat(faults("AZE", content, recorded("AZE", 1, closed("2027-04-07", "2027-04-07"))))
                .containsExactly("kind calendar.duplicate");
        assertThat(faults("AZE", content, recorded("AZE", 1, closed("2027-04-07", "2027-04-08"))))
                .isEmpty();
        assertThat(faults("AZE", content, inEffect("AZE", 1, content))).containsExactly("from calendar.alreadyClosed");
    }

    @Test
    void refusesToCloseADayThatAnExchangeMadeAWorkingDay() {
        assertThat(faults("AZE", closed("2027-04-10", null), inEffect("AZE", 1, swap("2027-04-09", "2027-04-10"))))
                .containsExactly("from calendar.exchangedAway");
    }

    @Test
    void asksForReferenceAndDateOfTheDecree() {
        var sound = closed("2027-04-07", null);

        assertThat(faults("AZE", with(sound, "r".repeat(200), TODAY))).isEmpty();
        assertThat(faults("AZE", with(sound, "r".repeat(201), TODAY))).containsExactly("reference calendar.reference");
        assertThat(faults("AZE", with(sound, " ", TODAY))).containsExactly("reference calendar.reference");
        assertThat(faults("AZE", with(sound, "r", TODAY.plusDays(1)))).containsExactly("issuedOn calendar.issuedLater");
        assertThat(faults("AZE", with(sound, "r", null))).containsExactly("issuedOn calendar.missing");
        assertThat(faults("AZE", DecreeContent.BLANK)).containsExactly("kind calendar.missing");
    }

    @Test
    void saysEachFaultInThreeLanguages() {
        for (var content : List.of(
                swap("2027-04-10", "2027-04-08"),
                closed("2027-04-10", null),
                closed("2027-04-02", null),
                closed("2028-04-02", null))) {
            for (var finding : check("AZE", content)) {
                for (var language : org.mushterek.common.Language.values()) {
                    assertThat(TEXTS.say(finding.wrong(), language)).doesNotContain("{", "calendar.");
                    assertThat(TEXTS.say(Objects.requireNonNull(finding.cure()), language))
                            .doesNotContain("{", "calendar.");
                }
            }
        }
    }

    private static DecreeContent with(DecreeContent content, String reference, @Nullable LocalDate issuedOn) {
        return new DecreeContent(
                content.kind(), reference, issuedOn, content.holiday(), content.from(), null, null, null, null, null);
    }

    private static List<String> faults(String side, DecreeContent content, Decree... others) {
        return check(side, content, others).stream()
                .map(finding -> finding.place() + " " + finding.code())
                .toList();
    }

    private static List<org.mushterek.common.Finding> check(String side, DecreeContent content, Decree... others) {
        var inEffect = List.of(others).stream()
                .filter(decree -> decree.state() == Decree.State.IN_EFFECT)
                .toArray(Decree[]::new);
        return new DecreeCheck(
                        side,
                        years(side, inEffect),
                        List.of(others),
                        TODAY,
                        holiday -> TEXTS.knows("calendar.holiday." + holiday))
                .check(content);
    }
}
