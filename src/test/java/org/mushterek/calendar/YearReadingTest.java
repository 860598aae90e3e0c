package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.springframework.core.io.ClassPathResource;

/** A year's file is judged as a whole, and each fault names its row. */
class YearReadingTest {

    private static final Texts TEXTS = new Texts();

    private static final String SOUND = """
            side: AZE
            year: 2028
            weekend: [SATURDAY, SUNDAY]
            substitution: true
            saturdayAfterFriday: false
            covers: [{from: 2028-01-01, to: 2028-12-31}]
            days:
              - {on: 2028-01-01, kind: FULL, holiday: newYear, source: s}
              - {from: 2028-03-20, to: 2028-03-24, kind: FULL, holiday: novruz, estimated: true, source: s}
              - {on: 2028-10-28, kind: HALF, holiday: ramazan, religious: true, closedFrom: "13:00", source: s}
              - {on: 2028-04-07, kind: SWAP_OFF, source: s}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"aze-2026", "aze-2027", "tur-2026", "tur-2027"})
    void takesTheShippedFilesOfWholeYears(String name) throws IOException {
        var file = new ClassPathResource("calendars/" + name + ".yaml").getContentAsString(StandardCharsets.UTF_8);

        assertThat(faults(name.startsWith("aze") ? "AZE" : "TUR", file)).isEmpty();
    }

    @Test
    void takesASoundFile() {
        assertThat(faults("AZE", SOUND)).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            side: AZE                     | side: TUR                    | side calendar.otherSide
            year: 2028                    | year: 2025                   | year calendar.otherYear
            substitution: true            | substitution: perhaps        | substitution calendar.flag
            [SATURDAY, SUNDAY]            | [SOMEDAY]                    | weekend calendar.weekend
            to: 2028-12-31                | to: 2028-12-30               | covers calendar.covers
            year: 2028                    | `year: 2028\nholidays: 1`    | file calendar.unknownField
            kind: FULL, holiday: newYear  | kind: SUBSTITUTE, holiday: newYear | row 1 calendar.rowKind
            kind: FULL, holiday: newYear  | kind: FULL, holiday: nowhere | row 1 calendar.rowHoliday
            kind: FULL, holiday: newYear  | kind: FULL                   | row 1 calendar.rowHoliday
            on: 2028-01-01                | on: 2028-02-30               | row 1 calendar.rowDay
            on: 2028-01-01                | on: 2027-12-31               | row 1 calendar.rowDates
            to: 2028-03-24                | to: 2028-03-19               | row 2 calendar.rowDates
            to: 2028-03-24, kind          | kind                         | row 2 calendar.rowDay
            estimated: true               | estimated: perhaps           | row 2 calendar.flag
            `, closedFrom: "13:00"`       | ``                           | row 3 calendar.rowClosedFrom
            closedFrom: "13:00"           | closedFrom: noon             | row 3 calendar.rowClosedFrom
            closedFrom: "13:00"           | closedFrom: "00:00"          | row 3 calendar.rowClosedFrom
            - {on: 2028-01-01             | `- words\n  - {on: 2028-01-01` | row 1 calendar.rowForm
            on: 2028-01-01                | on: 2028-01-01, to: 2028-01-02 | row 1 calendar.rowForm
            to: 2028-12-31                | to: 2028-12-31, noted: yes   | file calendar.rowForm
            kind: SWAP_OFF, source: s     | kind: SWAP_OFF               | row 4 calendar.rowSource
            kind: SWAP_OFF, source: s     | kind: SWAP_OFF, holiday: novruz, source: s | row 4 calendar.rowHoliday
            kind: SWAP_OFF, source: s     | kind: SWAP_OFF, sauce: t, source: s | row 4 calendar.unknownField
            on: 2028-04-07, kind: SWAP_OFF | on: 2028-03-21, kind: FULL, holiday: novruz | row 4 calendar.rowRepeated
            """)
    void namesTheRowAndWhatIsWrongWithIt(String was, String becomes, String fault) {
        var changed = SOUND.replaceFirst(
                java.util.regex.Pattern.quote(was), becomes == null ? "" : becomes.replace("\\n", "\n"));

        assertThat(changed).isNotEqualTo(SOUND);
        assertThat(faults("AZE", changed)).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just words", "- a\n- b", "side: [", "side: AZE\n\tyear: 2028", "&a [*a, *a]"})
    void refusesWhatIsNoSuchFile(String file) {
        assertThat(faults("AZE", file)).containsExactly("file calendar.unreadable");
    }

    @Test
    void asksForAtLeastOneRow() {
        assertThat(faults("AZE", SOUND.substring(0, SOUND.indexOf("days:")) + "days: []"))
                .containsExactly("days calendar.noRows");
    }

    @ParameterizedTest(name = "told in 2026, {0}: {1}")
    @CsvSource({"2025, false", "2026, true", "2031, true", "2032, false"})
    void takesThePresentYearAndFiveToCome(String year, boolean taken) {
        var findings = reading("AZE").findings(SOUND.replace("2028", year));

        assertThat(findings.isEmpty()).isEqualTo(taken);
        assertThat(findings)
                .filteredOn(
                        finding -> finding.place() != null && finding.place().equals("year"))
                .allSatisfy(finding -> assertThat(finding.wrong())
                        .isEqualTo(Message.of("calendar.year.otherYear").with("years", "2026–2031")));
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        assertThat(reading("AZE").findings("side: AZE\nyear: 2028\ndays: ]"))
                .extracting(org.mushterek.common.Finding::wrong)
                .containsExactly(Message.of("calendar.year.unreadable").with("line", 3));
    }

    @Test
    void namesAnUnknownFieldWithItsFirstFortyLetters() {
        for (var name : List.of("x".repeat(40), "x".repeat(41))) {
            assertThat(reading("AZE").findings(SOUND.replace("year: 2028", "year: 2028\n" + name + ": 1")))
                    .extracting(org.mushterek.common.Finding::wrong)
                    .containsExactly(Message.of("calendar.year.unknownField").with("field", "x".repeat(40)));
        }
    }

    @Test
    void tellsAllFaultsAtOnceInThreeLanguages() {
        var file = SOUND.replace("side: AZE", "side: TUR")
                .replace("holiday: newYear", "holiday: nowhere")
                .replace("source: s", "source: ' '");
        var findings = reading("AZE").findings(file);

        assertThat(findings)
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly(
                        "side calendar.otherSide",
                        "row 1 calendar.rowHoliday",
                        "row 1 calendar.rowSource",
                        "row 2 calendar.rowSource",
                        "row 3 calendar.rowSource",
                        "row 4 calendar.rowSource");
        for (var finding : findings) {
            for (var language : Language.values()) {
                assertThat(TEXTS.say(finding.wrong(), language)).doesNotContain("{", "calendar.year");
                assertThat(TEXTS.say(Objects.requireNonNull(finding.cure()), language))
                        .doesNotContain("{", "calendar.year");
            }
        }
    }

    private static List<String> faults(String side, String file) {
        return reading(side).findings(file).stream()
                .map(finding -> finding.place() + " " + finding.code())
                .toList();
    }

    private static YearReading reading(String side) {
        return new YearReading(side, 2026, holiday -> TEXTS.knows("calendar.holiday." + holiday));
    }
}
