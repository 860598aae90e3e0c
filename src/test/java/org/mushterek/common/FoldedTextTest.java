package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A word is found whichever keyboard it was typed on. */
class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "Işıq, isiq",
        "IŞIQ, isiq",
        "İŞİQ, isiq",
        "işiq, isiq",
        "Əlaqə, elaqe",
        "ƏLAQƏ, elaqe",
        "ǝlaqǝ, elaqe",
        "Әлаqә, eлаqe",
        "Çağrı Ölçüm, cagri olcum",
        "'  Two   blanks ', two blanks",
        "ﬁle, file"
    })
    void foldsLettersThatKeyboardsDiffer(String typed, String folded) {
        assertThat(FoldedText.of(typed)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"q, g", "x, h", "o, u", "1, 2"})
    void keepsDifferentLettersApart(String one, String other) {
        assertThat(FoldedText.of(one)).isNotEqualTo(FoldedText.of(other));
    }
}
