package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void tellsLinesThatFollowEachOtherAsARange() {
        assertThat(Evidence.lines(List.of())).isEmpty();
        assertThat(Evidence.lines(List.of(4))).isEqualTo("4");
        assertThat(Evidence.lines(List.of(1, 2))).isEqualTo("1–2");
        assertThat(Evidence.lines(List.of(1, 3))).isEqualTo("1, 3");
        assertThat(Evidence.lines(List.of(1, 2, 3, 5, 7, 8, 200, 201))).isEqualTo("1–3, 5, 7–8, 200–201");
    }
}
