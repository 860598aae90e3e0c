package org.mushterek.exercise.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.exercise.planning.HostTurn.Hosted;

class HostTurnTest {

    private static final List<String> BOTH = List.of("TUR", "AZE");
    private static final LocalDate LAST = LocalDate.of(2026, 9, 12);

    @ParameterizedTest
    @CsvSource({"AZE, TUR", "TUR, AZE"})
    void goesToTheOtherPartyThanLastTime(String last, String next) {
        var known = List.of(new Hosted(last, List.of("AZE", "TUR"), LAST), new Hosted(next, BOTH, LAST.minusYears(1)));

        assertThat(HostTurn.next(BOTH, LAST.plusDays(1), known)).contains(new HostTurn(next, last, LAST));
    }

    @Test
    void looksAtWhatHasEndedBefore() {
        var known = List.of(new Hosted("AZE", BOTH, LAST));

        assertThat(HostTurn.next(BOTH, LAST, known)).isEmpty();
        assertThat(HostTurn.next(BOTH, LAST.plusDays(1), known))
                .map(HostTurn::host)
                .contains("TUR");
    }

    @Test
    void passesOverWhatOtherPartiesDid() {
        var known = List.of(new Hosted("AZE", List.of("AZE", "TUR", "GEO"), LAST));

        assertThat(HostTurn.next(BOTH, LAST.plusDays(1), known)).isEqualTo(Optional.empty());
    }

    @Test
    void goesRoundAmongThree() {
        var three = List.of("AZE", "GEO", "TUR");

        assertThat(HostTurn.next(three, LAST.plusDays(1), List.of(new Hosted("AZE", three, LAST))))
                .map(HostTurn::host)
                .contains("GEO");
        assertThat(HostTurn.next(three, LAST.plusDays(1), List.of(new Hosted("TUR", three, LAST))))
                .map(HostTurn::host)
                .contains("AZE");
    }
}
