package org.mushterek.visit.rule;

import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;

import java.time.LocalDate;
import org.mushterek.visit.VisitDocument.FlightKind;

class FlightToTuerkiyeIsNotifiedInTimeTest extends FlightIsNotifiedInTimeTest {

    FlightToTuerkiyeIsNotifiedInTimeTest() {
        // 10 weekdays lie strictly between the latest day and Monday 15 February 2027.
        super(
                new FlightToTuerkiyeIsNotifiedInTime(PARAMETERS),
                "AZE",
                "TUR",
                FlightKind.ARMED,
                10,
                LocalDate.of(2027, 1, 29),
                LocalDate.of(2027, 1, 27));
    }
}
