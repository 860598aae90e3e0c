package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.calendar.YearFile.Entry;
import org.mushterek.common.Finding;
import org.mushterek.common.Refusal;

/** An officer's own file becomes the file that is kept, and its faults keep its own rows. */
class YearTableTest {

    private static final YearFile LATEST =
            new YearFile("AZE", 2027, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), true, false, List.of(), List.of());

    private static final List<Entry> DAYS = List.of(
            entry("2028-01-01", "2028-01-02", DayKind.FULL, "newYear", false, false, null),
            entry("2028-03-20", "2028-03-24", DayKind.FULL, "novruz", false, true, null),
            entry("2028-02-25", "2028-02-25", DayKind.HALF, "ramazan", true, false, LocalTime.of(13, 0)),
            entry("2028-04-07", "2028-04-07", DayKind.SWAP_OFF, null, false, false, null));

    private static final String CSV = """
        from;to;kind;holiday;estimated;closed_from;source
        2028-01-01;2028-01-02;FULL;New Year;;;s
        20.03.2028;24.03.2028;full;novruz;bəli;;s

        25.02.2028;;HALF;ramazan;no;13:00;s
        2028-04-07;2028-04-07;SWAP_OFF;;;;s
        """;

    private static final String ICS = """
        BEGIN:VCALENDAR\r
        PRODID:-//A//B//EN\r
        BEGIN:VEVENT\r
        DTSTART;VALUE=DATE:20280101\r
        DTEND;VALUE=DATE:20280103\r
        SUMMARY:New\r
          Year\r
        URL:s\r
        END:VEVENT\r
        BEGIN:VEVENT\r
        DTSTART;VALUE=DATE:20280320\r
        DTEND;VALUE=DATE:20280325\r
        SUMMARY:novruz\r
        STATUS:TENTATIVE\r
        DESCRIPTION:s\r
        END:VEVENT\r
        BEGIN:VEVENT\r
        DTSTART;TZID=Asia/Baku:20280225T130000\r
        DTEND;TZID=Asia/Baku:20280225T180000\r
        SUMMARY:ramazan\r
        DESCRIPTION:s\r
        END:VEVENT\r
        BEGIN:VEVENT\r
        DTSTART;VALUE=DATE:20280407\r
        CATEGORIES:SWAP_OFF\r
        SUMMARY:Exchange\r
        URL:s\r
        END:VEVENT\r
        END:VCALENDAR\r
        """;

    @Test
    void readsATable() {
        var told = read(CSV);

        assertThat(YearFile.parse(told.file()).days()).isEqualTo(DAYS);
        assertThat(told.rows()).containsExactly(2, 3, 5, 6);
        assertThat(faults(told)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t"})
    void readsTheOtherSeparatorsAndAByteOrderMark(String separator) {
        assertThat(YearFile.parse(read("\uFEFF" + CSV.replace(";", separator)).file())
                        .days())
                .isEqualTo(DAYS);
    }

    @Test
    void readsAWorkbook() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("2028");
            var lines = CSV.split("\n", -1);
            for (int row = 0; row < lines.length; row++) {
                var cells = lines[row].split(";", -1);
                for (int at = 0; at < cells.length; at++) {
                    if (!cells[at].isEmpty()) {
                        sheet.value(row, at, cells[at]);
                    }
                }
            }
        }

        var told = YearTable.read(bytes.toByteArray(), "AZE", LATEST, YearTableTest::called);

        assertThat(YearFile.parse(told.file()).days()).isEqualTo(DAYS);
        assertThat(told.rows()).containsExactly(2, 3, 5, 6);
    }

    @Test
    void readsAnICalendarFile() {
        var told = read(ICS);

        assertThat(YearFile.parse(told.file()).days()).isEqualTo(DAYS);
        assertThat(told.rows()).containsExactly(1, 2, 3, 4);
        assertThat(faults(told)).isEmpty();
    }

    /** As calendar programs write them: a folded name within a letter, quoted zones, a length for an end, escaped signs. */
    @Test
    void readsWhatCalendarProgramsWrite() {
        var told = read("""
            BEGIN:VCALENDAR\r
            VERSION:2.0\r
            PRODID:-//A//B//EN\r
            X-WR-CALNAME:Official\\, 2028\r
            BEGIN:VTIMEZONE\r
            TZID:Baku\r
            BEGIN:STANDARD\r
            DTSTART:19700101T000000\r
            TZOFFSETFROM:+0400\r
            TZOFFSETTO:+0400\r
            END:STANDARD\r
            END:VTIMEZONE\r
            BEGIN:VEVENT\r
            DTSTART;VALUE=DATE:20280320\r
            DURATION:P5D\r
            SUMMARY;LANGUAGE="az":nov\r
             ruz\r
            BEGIN:VALARM\r
            ACTION:DISPLAY\r
            DESCRIPTION:an alarm\r
            TRIGGER:-P1D\r
            END:VALARM\r
            END:VEVENT\r
            BEGIN:VEVENT\r
            DTSTART;TZID="Baku":20280225T130000\r
            SUMMARY:ramazan\r
            DESCRIPTION:Table 7\\; page\\n3\r
            END:VEVENT\r
            END:VCALENDAR\r
            """);

        assertThat(faults(told)).isEmpty();
        assertThat(YearFile.parse(told.file()).days())
                .extracting(day ->
                        day.from() + " " + day.to() + " " + day.holiday() + " " + day.closedFrom() + " " + day.source())
                .containsExactly(
                        "2028-03-20 2028-03-24 novruz null Official, 2028",
                        "2028-02-25 2028-02-25 ramazan 13:00 Table 7; page 3");
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART;VALUE=DATE:20280320 | DTSTART;VALUE=DATE:20280230   | row 2 calendar.rowDay
        DTSTART;VALUE=DATE:20280320 | DTSTART:tomorrow              | row 2 calendar.rowDay
        DTSTART;VALUE=DATE:20280320 | DTSTART:20280320T090000Z      | row 2 calendar.rowDay
        DTSTART;VALUE=DATE:20280320 | X-START:20280320              | row 2 calendar.rowDay
        DTEND;VALUE=DATE:20280325   | DTEND;VALUE=DATE:20280318     | row 2 calendar.rowDates
        DTEND;VALUE=DATE:20280325   | DTEND:later                   | row 2 calendar.rowDay
        SUMMARY:novruz              | SUMMARY:nowhere               | row 2 calendar.rowHoliday
        STATUS:TENTATIVE            | RRULE:FREQ=SOMETIMES          | row 2 calendar.unknownField
        STATUS:TENTATIVE            | RDATE;VALUE=DATE:20290320     | row 2 calendar.unknownField
        """)
    void tellsEachFaultByTheNumberOfTheEvent(String was, String becomes, String fault) {
        assertThat(faults(read(ICS.replace(was, becomes)))).contains(fault);
    }

    @Test
    void takesTheLawAndTheWeekendFromTheLatestYear() {
        var file = YearFile.parse(read(CSV).file());

        assertThat(file.side()).isEqualTo("AZE");
        assertThat(file.year()).isEqualTo(2028);
        assertThat(file.weekend()).isEqualTo(LATEST.weekend());
        assertThat(file.substitution()).isTrue();
        assertThat(file.saturdayAfterFriday()).isFalse();
        assertThat(file.covers())
                .containsExactly(new YearFile.Span(LocalDate.of(2028, 1, 1), LocalDate.of(2028, 12, 31)));
    }

    @Test
    void leavesAFileAsItIsKept() {
        var kept = "side: AZE\nyear: 2028\n";

        assertThat(read(kept)).isEqualTo(new YearTable.Told(kept, List.of()));
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        20.03.2028;24.03.2028  | 20.03.2028;19.03.2028 | row 3 calendar.rowDates
        20.03.2028;24.03.2028  | 30.02.2028;24.03.2028 | row 3 calendar.rowDay
        novruz;bəli            | nowhere;bəli          | row 3 calendar.rowHoliday
        novruz;bəli            | novruz;perhaps        | row 3 calendar.flag
        HALF;ramazan;no;13:00  | HALF;ramazan;no;noon  | row 5 calendar.rowClosedFrom
        HALF;ramazan           | WEEKEND;ramazan       | row 5 calendar.rowKind
        SWAP_OFF;;;;s          | SWAP_OFF;;;;          | row 6 calendar.rowSource
        estimated;closed_from  | guessed;closed_from   | row 3 calendar.unknownField
        """)
    void tellsEachFaultByTheRowOfTheTable(String was, String becomes, String fault) {
        assertThat(faults(read(CSV.replace(was, becomes)))).contains(fault);
    }

    @Test
    void refusesARuleOfRepetition() {
        assertThat(faults(read(ICS.replace("SUMMARY:novruz", "SUMMARY:novruz\r\nRRULE:FREQ=YEARLY"))))
                .containsExactly("row 2 calendar.unknownField");
    }

    @Test
    void refusesWhatIsTooLargeOrInAnotherEncoding() {
        assertThatThrownBy(() -> YearTable.read(new byte[1024 * 1024 + 1], "AZE", LATEST, YearTableTest::called))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE));
        assertThatThrownBy(() -> YearTable.read(
                        "from;kind\nqış".getBytes(StandardCharsets.UTF_16), "AZE", LATEST, YearTableTest::called))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
    }

    private static YearTable.Told read(String text) {
        return YearTable.read(text.getBytes(StandardCharsets.UTF_8), "AZE", LATEST, YearTableTest::called);
    }

    private static String called(String name) {
        return name.equals("New Year") ? "newYear" : name;
    }

    private static List<String> faults(YearTable.Told told) {
        var findings = new YearReading("AZE", 2027, holiday -> Set.of("newYear", "novruz", "ramazan")
                        .contains(holiday))
                .findings(told.file());
        return told.placed(findings).stream()
                .map((Finding finding) -> finding.place() + " " + finding.code())
                .toList();
    }

    private static Entry entry(
            String from,
            String to,
            DayKind kind,
            @Nullable String holiday,
            boolean religious,
            boolean estimated,
            @Nullable LocalTime closedFrom) {
        return new Entry(
                null, LocalDate.parse(from), LocalDate.parse(to), kind, holiday, religious, estimated, closedFrom, "s");
    }
}
