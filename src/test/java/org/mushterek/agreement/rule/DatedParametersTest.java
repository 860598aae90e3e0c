package org.mushterek.agreement.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatedParametersTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate CHANGE = LocalDate.of(2027, 3, 1);

    private static final Set<String> NO_NUMBERS = Set.of("/rulebook/blackouts.yaml", "/rulebook/instruments.yaml");

    private final DatedParameters parameters = DatedParameters.read("/rulebook/visit-with-changes.yaml");

    @Test
    void takesAValueFromItsFirstDay() {
        assertThat(parameters.on(FIRST).workingDays("visit.noticeWorkingDays")).isEqualTo(21);
        assertThat(parameters.on(CHANGE.minusDays(1)).workingDays("visit.noticeWorkingDays"))
                .isEqualTo(21);
        assertThat(parameters.on(CHANGE).workingDays("visit.noticeWorkingDays")).isEqualTo(25);
        assertThat(parameters.on(CHANGE.plusYears(9)).workingDays("visit.noticeWorkingDays"))
                .isEqualTo(25);
    }

    /** Every file of numbers that is shipped, whichever capability reads it. */
    static Stream<String> books() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/rulebook"))) {
            var shipped = files.map(file -> "/rulebook/" + file.getFileName())
                    .filter(file -> !NO_NUMBERS.contains(file))
                    .sorted()
                    .toList();
            return Stream.concat(shipped.stream(), Stream.of("/rulebook/visit-with-changes.yaml"));
        }
    }

    @ParameterizedTest
    @MethodSource("books")
    void crossesEveryDayOnWhichANumberChanges(String book) {
        var numbers = DatedParameters.read(book);

        assertThat(numbers.history()).isNotEmpty();
        numbers.history().forEach((name, entries) -> {
            for (int no = 0; no < entries.size(); no++) {
                var from = entries.get(no).from();
                assertThat(numbers.on(from).entry(name)).isEqualTo(entries.get(no));
                var dayBefore = numbers.on(from.minusDays(1));
                if (no == 0) {
                    assertThatThrownBy(() -> dayBefore.entry(name)).hasMessageContaining(name);
                } else {
                    assertThat(dayBefore.entry(name)).isEqualTo(entries.get(no - 1));
                }
            }
        });
    }

    @Test
    void readsEachUnit() {
        var valid = parameters.on(FIRST);
        assertThat(valid.calendarDays("visit.oneTimeDays")).isEqualTo(30);
        assertThat(valid.months("visit.validityMonths")).isEqualTo(12);
        assertThat(valid.count("visit.maxVisitors")).isEqualTo(30);
        assertThat(valid.hours("air.clearanceHours")).isEqualTo(72);
        assertThat(valid.minimum("customs.copies")).isEqualTo(5);
        assertThat(valid.percent("visit.firstReminderPercent")).isEqualTo(50);
        assertThat(valid.timeOfDay("visit.receiptCutOff")).isEqualTo(LocalTime.of(17, 0));
        assertThat(valid.role("waiver.LEG-05")).isEqualTo("commander");
        assertThat(valid.entry("visit.maxSites"))
                .isEqualTo(new DatedParameters.Entry(FIRST, "30", Unit.COUNT, Provenance.HOUSE, "test"));
    }

    @Test
    void isCompleteFromTheDayOnWhichItsLastParameterBegins() {
        assertThat(parameters.completeFrom()).isEqualTo(FIRST);
        assertThat(DatedParameters.read("/rulebook/visit.yaml").completeFrom()).isEqualTo(LocalDate.of(2021, 7, 2));
    }

    @Test
    void refusesToGuessBeforeTheFirstEntry() {
        var tooEarly = parameters.on(FIRST.minusDays(1));
        assertThatThrownBy(() -> tooEarly.workingDays("visit.noticeWorkingDays"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visit.noticeWorkingDays has no value on 2025-12-31");
    }

    @Test
    void refusesAnotherUnitAndAnUnknownName() {
        var valid = parameters.on(FIRST);
        assertThatThrownBy(() -> valid.calendarDays("visit.noticeWorkingDays"))
                .hasMessageContaining("counts WORKING_DAYS on 2026-01-01, not CALENDAR_DAYS");
        assertThatThrownBy(() -> valid.count("visit.none")).hasMessageContaining("visit.none");
    }

    @Test
    void takesNoneAsANumber() {
        assertThat(DatedParameters.read("/rulebook/zero.yaml").on(FIRST).count("visit.maxSites"))
                .isZero();
    }

    @ParameterizedTest(name = "refuses the file {0}")
    @ValueSource(
            strings = {"no-source", "no-unit", "not-rising", "unreadable", "negative", "no-role", "empty", "absent"})
    void refusesAnUnsoundFile(String name) {
        assertThatThrownBy(() -> DatedParameters.read("/rulebook/unsound/" + name + ".yaml"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
