package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitGroupsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "30, 30", "31, 29 2", "32, 30 2", "60, 30 30", "61, 30 29 2", "75, 30 30 15"})
    void splitsRollInOrderAndLeavesNobodyWithoutDeputy(int persons, String expected) {
        var roll = IntStream.rangeClosed(1, persons).boxed().toList();

        var parts = VisitGroups.parts(roll, 30, 2);

        assertThat(parts.stream().map(List::size).map(String::valueOf)).containsExactly(expected.split(" "));
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(roll);
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "31, 30 1", "61, 30 30 1"})
    void splitsSitesInOrder(int sites, String expected) {
        var parts = VisitGroups.parts(IntStream.range(0, sites).boxed().toList(), 30, 1);

        assertThat(parts.stream().map(List::size).map(String::valueOf)).containsExactly(expected.split(" "));
    }
}
