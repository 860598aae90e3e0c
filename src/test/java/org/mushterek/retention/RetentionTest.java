package org.mushterek.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Sides;
import org.mushterek.retention.PersonalRecords.Closed;

class RetentionTest {

    @ParameterizedTest
    @CsvSource({
        "visit,            AZE, 2026-11-25, 2028-11-26",
        "visit,            TUR, 2024-02-29, 2026-03-01",
        "correctiveAction, AZE, 2026-01-31, 2027-02-01",
        "correctiveAction, TUR, 2026-02-28, 2027-03-01",
        "drill,            AZE, 2026-11-25, 2027-11-26",
        "planning,         TUR, 2026-11-25, 2029-11-26",
        "observation,      TUR, 2024-02-29, 2029-03-01",
        "report,           AZE, 2026-11-25, 2031-11-26",
        // What ended before the first term goes by it.
        "visit,            TUR, 2021-07-02, 2023-07-03",
        "visit,            TUR, 2021-07-01, 2023-07-02",
        "report,           TUR, 2016-01-01, 2021-01-02"
    })
    void erasesFromTheDayAfterSoManyMonths(String kind, String side, LocalDate closedOn, LocalDate erasedFrom) {
        assertThat(Retention.erasedFrom(kind, new Sides().get(side), new Closed("VIS-TUR-2026-0001", closedOn)))
                .isEqualTo(erasedFrom);
    }

    @Test
    void callsNoTermTheMemorandumsWord() {
        var terms = DatedParameters.read("/rulebook/retention.yaml").history();

        assertThat(terms).hasSize(16);
        assertThat(terms.values()).allSatisfy(entries -> assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.provenance()).isEqualTo(Provenance.HOUSE)));
    }
}
