package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Refusal;

class VisitContentCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void passesContentInWhichNothingIsSaid() {
        assertThat(faults("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, 4000",
        "particulars.purposeTranslated, 4000",
        "particulars.sendingReference, 100",
        "particulars.accessCaveat, 200",
        "particulars.requestingEntity.name, 200",
        "particulars.requestingEntity.address, 400",
        "particulars.requestingEntity.phone, 60",
        "particulars.pertinentTo.name, 400",
        "particulars.requestingAuthority.address, 400",
        "emergency.justification, 4000",
        "certification.reference, 100",
        "medicalSupplies.reference, 100",
        "parliamentaryAuthorisation.reference, 100",
        "securityOfficer.name, 200"
    })
    void limitsLengthOfText(String place, int longest) {
        assertThat(faults(at(place, "\"" + "x".repeat(longest) + "\""))).isEmpty();
        assertThat(faults(at(place, "\"" + "x".repeat(longest + 1) + "\""))).containsExactly("visit.tooLong " + place);
    }

    @Test
    void asksOfEveryAnnexForWhatMakesAnEntryOne() {
        assertThat(faults("""
                        {"annexes": {"ammunition": [{}], "vehicles": [{}], "radios": [{}], "medicalStores": [{}],
                         "legs": [{}]}}"""))
                .containsExactly(
                        "visit.fieldMissing annexes.ammunition[0].type",
                        "visit.fieldMissing annexes.ammunition[0].lot",
                        "visit.quantityForm annexes.ammunition[0].quantity",
                        "visit.fieldMissing annexes.vehicles[0].type",
                        "visit.fieldMissing annexes.radios[0].equipment",
                        "visit.fieldMissing annexes.medicalStores[0].item",
                        "visit.quantityForm annexes.medicalStores[0].quantity");
    }

    @Test
    void passesEveryAnnexFilled() {
        assertThat(faults("""
                        {"annexes": {
                         "ammunition": [{"type": "5.56 mm", "lot": "A-1", "quantity": 10000000, "netExplosiveKg": "12.5"},
                                        {"type": "5.56 mm", "lot": "A-2", "quantity": 1}],
                         "vehicles": [{"kind": "AIRCRAFT", "type": "A400M", "registration": "13-0009"}],
                         "radios": [{"equipment": "PRC-9651", "frequencyMhz": "243"}],
                         "medicalStores": [{"item": "Tourniquet", "quantity": 100000}],
                         "legs": [{"direction": "ARRIVAL", "from": "Kars", "to": "Qobustan", "borderPoint": "Sədərək",
                                   "crossesAt": "2027-05-24T14:30:00", "means": "ROAD", "carrier": "K-1"}]}}""")).isEmpty();
    }

    @Test
    void findsEntryThatIsNothing() {
        assertThat(faults("{\"arms\": [null], \"sites\": [null], \"annexes\": {\"legs\": [null]}}"))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith("visit.fieldMissing "));
    }

    @Test
    void takesEachSerialNumberForOneWeaponOnly() {
        assertThat(faults("""
                        {"arms": [{"type": "MPT-76", "serialNumber": "1", "quantity": 1},
                                  {"type": "MPT-76", "serialNumber": "1", "quantity": 1},
                                  {"type": "SAR 9", "serialNumber": "1", "quantity": 2},
                                  {"type": "Bayonet", "quantity": 30}]}"""))
                .containsExactly("visit.serialTwice arms[1].serialNumber", "visit.serialIsOfOne arms[2].quantity");
    }

    @Test
    void takesEachLotOnce() {
        assertThat(faults("""
                        {"annexes": {"ammunition": [{"type": "a", "lot": "1", "quantity": 1},
                         {"type": "b", "lot": "1", "quantity": 1}, {"type": "a", "lot": "1", "quantity": 1}]}}""")).containsExactly("visit.lotTwice annexes.ammunition[2].lot");
    }

    @Test
    void takesEachNeedOnce() {
        assertThat(faults("""
                        {"particulars": {"needs": [{"kind": "MEDICAL", "needed": true, "details": "Insulin"},
                         {"kind": "MEDICAL", "needed": false}, {"needed": true}]}}"""))
                .containsExactly(
                        "visit.needKind particulars.needs[1].kind", "visit.needKind particulars.needs[2].kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "999999", "0.000001", "121.5"})
    void readsFrequency(String megahertz) {
        assertThat(faults(radio(megahertz))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,5", "1.", ".5", "-1", "1e3", "1000000", "0.0000001", "٣"})
    void refusesFrequencyThatIsNoDecimalNumber(String megahertz) {
        assertThat(faults(radio(megahertz))).containsExactly("visit.decimalForm annexes.radios[0].frequencyMhz");
    }

    @Test
    void limitsNumberOfEntries() {
        assertThat(faults(legs(50))).isEmpty();
        assertThat(faults(legs(51))).containsExactly("visit.tooManyEntries annexes.legs");
    }

    private static String radio(String megahertz) {
        return "{\"annexes\": {\"radios\": [{\"equipment\": \"x\", \"frequencyMhz\": \"" + megahertz + "\"}]}}";
    }

    private static String legs(int number) {
        return "{\"annexes\": {\"legs\": [" + String.join(",", java.util.Collections.nCopies(number, "{}")) + "]}}";
    }

    /** Content with one value at a place. */
    private static String at(String place, String value) {
        var names = place.split("\\.");
        var json = value;
        for (int i = names.length - 1; i >= 0; i--) {
            json = "{\"" + names[i] + "\": " + json + "}";
        }
        return json;
    }

    private static List<String> faults(String content) {
        try {
            var read = JSON.readValue(content, VisitContent.class);
            var refused = catchThrowableOfType(Refusal.class, () -> VisitContentCheck.check(read));
            return refused == null
                    ? List.of()
                    : refused.findings().stream()
                            .map(finding -> finding.code() + " " + finding.place())
                            .toList();
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
