package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.visit.Visitor.DocumentType;

class NumbersTest {

    @Test
    void knowsThePublishedIdentityNumber() {
        assertThat(TurkishIdentityNumber.hasForm("10000000146")).isTrue();
        assertThat(TurkishIdentityNumber.hasRightCheckDigits("10000000146")).isTrue();
        assertThat(TurkishIdentityNumber.checkDigitsOf("100000001")).isEqualTo("46");
    }

    @Test
    void computesTenthDigitWhereTheDifferenceIsNegative() {
        // 7 * 1 - (9 + 9 + 9 + 9) = -29, whose digit is 1; the sum 1 + 36 + 1 ends in 8.
        assertThat(TurkishIdentityNumber.checkDigitsOf("190909090")).isEqualTo("18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000000145", "10000000136", "10000000246", "20000000146"})
    void findsWrongDigitOfAnIdentityNumber(String number) {
        assertThat(TurkishIdentityNumber.hasForm(number)).isTrue();
        assertThat(TurkishIdentityNumber.hasRightCheckDigits(number)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000146", "1000000014", "100000001466", "1000000014A", "", "١٠٠٠٠٠٠٠١٤٦"})
    void refusesOtherFormsOfIdentityNumber(String number) {
        assertThat(TurkishIdentityNumber.hasForm(number)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5ABC123, true",
        "ABCDEFG, true",
        "HJNPZ09, true",
        "5ABC12, false",
        "5ABC1234, false",
        "5IBC123, false",
        "5OBC123, false",
        "5abc123, false"
    })
    void knowsTheFormOfAFin(String number, boolean usual) {
        assertThat(NationalNumbers.isUsualFin(number)).isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "AZE, PASSPORT, C01234567, true",
        "AZE, PASSPORT, 012345678, false",
        "AZE, ID_CARD, AA1234567, true",
        "AZE, ID_CARD, AZE12345678, true",
        "AZE, ID_CARD, 12345678, true",
        "AZE, ID_CARD, AB1234567, false",
        "TUR, PASSPORT, U01234567, true",
        "TUR, PASSPORT, U0123456, false",
        "TUR, ID_CARD, A12B34567, true",
        "TUR, ID_CARD, A12345678, false",
        "GEO, PASSPORT, 12AB, true"
    })
    void knowsUsualDocumentNumbers(String state, DocumentType type, String number, boolean usual) {
        assertThat(NationalNumbers.isUsualDocumentNumber(state, type, number)).isEqualTo(usual);
    }
}
