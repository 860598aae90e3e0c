package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Sides;

class YearFileTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{on: 2029-05-09, kind: FULL, holiday: novruz}                               | has no source",
                "{on: 2030-05-09, kind: FULL, holiday: novruz, source: s}                    | lies outside its year",
                "{from: 2029-05-09, to: 2029-05-08, kind: FULL, holiday: novruz, source: s}  | ends before it begins",
                "{on: 2029-05-09, kind: HALF, holiday: novruz, source: s}                    | closedFrom",
                "{on: 2029-05-09, kind: FULL, closedFrom: '13:00', holiday: novruz, source: s} | closedFrom",
                "{on: 2029-05-09, kind: MOURNING, source: s}                                 | has no holiday",
                "{on: 2029-05-09, kind: SWAP_OFF, holiday: novruz, source: s}                | exchanged day",
                "{on: 2029-05-09, kind: SUBSTITUTE, holiday: novruz, source: s}              | derived, not told",
                "{from: 2029-05-09, kind: FULL, holiday: novruz, source: s}                  | neither",
            })
    void refusesAFaultyEntry(String entry, String fault) {
        assertThatThrownBy(() -> file(2029, entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void verifiesWhatWasLoadedAsWellAsWhatIsShipped() {
        var text = new String(
                content(2029, "{on: 2029-05-09, kind: FULL, holiday: novruz, source: s}")
                        .readAllBytes(),
                StandardCharsets.UTF_8);

        assertThat(YearFile.parse(text).days()).hasSize(1);
        assertThatThrownBy(() -> YearFile.parse(text.replace(", source: s", "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no source");
    }

    @Test
    void keepsTheShippedYearsOfEachSide() {
        var shipped = new YearFileCalendars(new Sides());

        assertThat(shipped.yearsOf("AZE")).extracting(YearFile::year).contains(2016, 2027);
        assertThat(shipped.yearsOf("TUR")).extracting(YearFile::year).contains(2016, 2027);
        assertThat(shipped.yearsOf("GEO")).isEmpty();
    }

    @Test
    void refusesAMisnamedFileAndUnknownWords() {
        assertThatThrownBy(() -> YearFile.read("aze-2028.yaml", content(2029, "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("aze-2029.yaml");
        assertThatThrownBy(() -> file(2029, "{on: 2029-05-09, kind: FULL, holliday: novruz, source: s}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holliday");
    }

    @Test
    void refusesTwoFilesOfOneYearAndTwoEqualEntries() throws IOException {
        var file = file(2029, "{on: 2029-05-09, kind: FULL, holiday: novruz, source: s}");
        var repeated = file(
                2029,
                "{on: 2029-05-09, kind: FULL, holiday: novruz, source: s}",
                "{from: 2029-05-08, to: 2029-05-10, kind: FULL, holiday: novruz, source: t}");

        assertThatThrownBy(() -> new DayBook(List.of(file, file))).hasMessageContaining("2029");
        assertThatThrownBy(() -> new DayBook(List.of(repeated))).hasMessageContaining("2029-05-09");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{on: 2030-05-11, kind: SWAP_OFF, source: s}  | 2030-05-11 cannot be exchanged: it is WEEKEND",
                "{on: 2030-05-10, kind: SWAP_WORK, source: s} | 2030-05-10 cannot be exchanged: it is WORKING",
            })
    void refusesAnExchangeOfTheWrongDay(String entry, String fault) throws IOException {
        var file = file(2030, entry);

        assertThatThrownBy(() -> new DayBook(List.of(file))).hasMessage(fault);
    }

    @Test
    void carriesASubstituteIntoTheNextYear() throws IOException {
        // 31 December 2028 is a Sunday, 1 January 2029 a Monday.
        var year2028 = file(2028, "{on: 2028-12-31, kind: FULL, holiday: solidarity, source: s}");
        var year2029 = file(2029, "{from: 2029-01-01, to: 2029-01-02, kind: FULL, holiday: newYear, source: s}");
        var book = new DayBook(List.of(year2029, year2028));

        assertThat(book.on(LocalDate.parse("2029-01-03")))
                .isEqualTo(new Day(
                        LocalDate.parse("2029-01-03"),
                        DayKind.SUBSTITUTE,
                        List.of("solidarity"),
                        false,
                        null,
                        List.of("s")));
        assertThat(book.on(LocalDate.parse("2029-01-04")).kind()).isEqualTo(DayKind.WORKING);
        assertThatThrownBy(() -> new DayBook(List.of(year2029)))
                .hasMessage("The calendar of AZE for 2029 needs the one for 2028: 2028-12-31 is a day of rest");
    }

    private static YearFile file(int year, String... entries) throws IOException {
        return YearFile.read("aze-" + year + ".yaml", content(year, entries));
    }

    private static ByteArrayInputStream content(int year, String... entries) {
        var text = """
                side: AZE
                year: %1$d
                weekend: [SATURDAY, SUNDAY]
                substitution: true
                saturdayAfterFriday: false
                covers: [{from: %1$d-01-01, to: %1$d-12-31}]
                days: [%2$s]
                """.formatted(year, String.join(", ", entries));
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
