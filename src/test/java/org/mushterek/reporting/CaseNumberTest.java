package org.mushterek.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseNumberTest {

    @Test
    void readsAnyPartsInTheirOrder() {
        assertThat(CaseNumber.read("VIS-TUR-2027-0042")).contains(new CaseNumber("VIS", "TUR", 2027, 42));
        assertThat(CaseNumber.read(" vis-tur ")).contains(new CaseNumber("VIS", "TUR", null, null));
        assertThat(CaseNumber.read("TUR-2027-0042")).contains(new CaseNumber(null, "TUR", 2027, 42));
        assertThat(CaseNumber.read("2027-0042")).contains(new CaseNumber(null, null, 2027, 42));
        assertThat(CaseNumber.read("42")).contains(new CaseNumber(null, null, null, 42));
        assertThat(CaseNumber.read("VIS")).contains(new CaseNumber("VIS", null, null, null));
    }

    @Test
    void takesNothingElseForANumber() {
        assertThat(CaseNumber.read("")).isEmpty();
        assertThat(CaseNumber.read("%")).isEmpty();
        assertThat(CaseNumber.read("0042-2027")).isEmpty();
        assertThat(CaseNumber.read("12345678")).isEmpty();
    }

    @Test
    void knowsAWholeNumber() {
        assertThat(CaseNumber.isWhole("VIS-TUR-2027-0042")).isTrue();
        assertThat(CaseNumber.isWhole("VIS-TUR-2027-42")).isFalse();
        assertThat(CaseNumber.isWhole("MEM-2021")).isFalse();
    }
}
