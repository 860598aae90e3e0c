package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeMonthsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-10-20, P1Y, 2027-10-19",
        "2028-02-28, P12M, 2029-02-27",
        "2028-02-29, P12M, 2029-02-28",
        "2028-03-01, P12M, 2029-02-28",
        "2028-02-29, P4Y, 2032-02-28",
        "2027-01-31, P1M, 2027-02-28",
        "2027-08-31, P6M, 2028-02-29",
        "2027-01-01, P1M, 2027-01-31",
        "2028-02-29, P1Y2D, 2029-03-02",
        "2027-05-10, P30D, 2027-06-08"
    })
    void endWithTheDayBeforeTheSameOneOrWithTheMonth(LocalDate first, Period length, LocalDate last) {
        assertThat(WholeMonths.lastDay(first, length)).isEqualTo(last);
        assertThat(WholeMonths.dayAfter(first, length)).isEqualTo(last.plusDays(1));
    }

    @Test
    void haveNoDayBeforeTheFirstWhereTheyAreNone() {
        var leapDay = LocalDate.of(2028, 2, 29);

        assertThat(WholeMonths.dayAfter(leapDay, Period.ZERO)).isEqualTo(leapDay);
    }
}
