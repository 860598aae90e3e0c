package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.visit.Visitor;

class DemoRostersTest {

    @ParameterizedTest
    @CsvSource({"tur, TUR", "aze, AZE"})
    void areSoundRollsOfThirtyWithoutAnyNote(String side, String state) throws IOException {
        var reading = (RosterReading.Sound) new RosterReader().read(file(side), RosterFixtures.TODAY);

        assertThat(reading.notes()).isEmpty();
        assertThat(reading.visitors()).hasSize(30).allMatch(visitor -> visitor.nationality()
                .equals(state));
        assertThat(reading.visitors()).allMatch(visitor -> visitor.mrz() != null);
        assertThat(new HashSet<>(
                        reading.visitors().stream().map(Visitor::documentNumber).toList()))
                .hasSize(30);
    }

    @ParameterizedTest
    @CsvSource({"tur", "aze"})
    void areWhatTheGeneratorMakes(String side) throws IOException {
        var made = side.equals("tur") ? DemoRosters.turkish() : DemoRosters.azerbaijani();

        assertThat(new String(file(side), StandardCharsets.UTF_8)).isEqualTo(made);
        assertThat(made).contains(side.equals("tur") ? List.of("Yıldırım", "İbrahim") : List.of("Əliyev", "Xəyal"));
    }

    private static byte[] file(String side) throws IOException {
        try (var content = DemoRostersTest.class.getResourceAsStream("/demo/roster-" + side + "-30.csv")) {
            assertThat(content).isNotNull();
            return content.readAllBytes();
        }
    }
}
