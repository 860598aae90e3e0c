package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestAnnexes.Leg;
import org.mushterek.visit.RequestAnnexes.Radio;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.roster.RosterFixtures;

class VisitDocumentTest {

    /** As a release kept it whose form had no boxes beside the visit itself. */
    private static final String EARLIER =
            "{\"accessLevel\":\"RESTRICTED\",\"armed\":false,\"arms\":[],\"deputyLine\":2,\"number\":\"VIS-TUR-2027-0042\","
                    + "\"purpose\":\"Drills\",\"revision\":1,\"route\":[\"TUR\",\"AZE\"],\"sendingState\":\"TUR\","
                    + "\"hostState\":\"AZE\",\"sites\":[{\"no\":1,\"name\":\"Poliqon\",\"address\":null,\"kind\":\"RANGE\"}],"
                    + "\"visitors\":[]}";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void readsWhatAnEarlierReleaseKept() throws Exception {
        var read = JSON.readValue(EARLIER, VisitDocument.class);

        assertThat(read.particulars()).isEqualTo(RequestParticulars.NONE);
        assertThat(read.annexes()).isEqualTo(RequestAnnexes.NONE);
        assertThat(read.sites())
                .containsExactly(new VisitDocument.Site(1, "Poliqon", null, VisitDocument.SiteKind.RANGE));
    }

    @Test
    void givesWhatIsBroughtOnceToTheFirstPartOfAGroupAlone() throws Exception {
        var content = JSON.readValue("""
            {"armed": true, "arms": [{"type": "MPT-76", "serialNumber": "T0624-17H00233", "quantity": 1}],
             "medicalSupplies": {"persons": 75, "days": 12, "reference": "M-7"},
             "customsMovements": [{"serialNumber": "TR-2027-000123", "copies": 3, "goods": "MPT-76"}],
             "annexes": {"ammunition": [{"type": "7,62", "lot": "MKE-114", "quantity": 4800}],
               "vehicles": [{"kind": "VEHICLE", "type": "Kirpi", "registration": "123456"}],
               "radios": [{"equipment": "PRC", "frequencyMhz": "243.100"}],
               "medicalStores": [{"item": "Turnike", "quantity": 60}],
               "legs": [{"direction": "ARRIVAL", "carrier": "TK 332"}]}}\
            """, VisitContent.class);
        var roll = RosterFixtures.visitors(75);
        var whole = VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE")
                .with(content, "AZE")
                .withVisitors(roll);

        var first =
                whole.asPart("VIS-TUR-2027-0042", List.of(), roll.subList(0, 30), 1, 2, part(1), lines(1, 30), true);
        var third =
                whole.asPart("VIS-TUR-2027-0044", List.of(), roll.subList(60, 75), 1, 2, part(3), lines(61, 75), true);

        assertThat(first.arms()).isEqualTo(whole.arms());
        assertThat(first.armed()).isTrue();
        assertThat(first.annexes()).isEqualTo(whole.annexes());
        assertThat(first.customsMovements()).isEqualTo(whole.customsMovements());
        assertThat(first.medicalSupplies()).isEqualTo(new VisitDocument.MedicalSupplies(30, 12, "M-7"));
        assertThat(first.group()).hasToString("GRP-TUR-2027-0003 · 1/3");
        assertThat(third.arms()).isEmpty();
        assertThat(third.armed()).isFalse();
        assertThat(third.annexes())
                .isEqualTo(new RequestAnnexes(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        whole.annexes().legs()));
        assertThat(third.customsMovements()).isEmpty();
        assertThat(third.medicalSupplies()).isEqualTo(new VisitDocument.MedicalSupplies(15, 12, "M-7"));
        assertThat(third.group()).hasToString("GRP-TUR-2027-0003 · 3/3");
        // Where nobody has said anything, and where there is not enough for all, nothing is made up.
        var silent = VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE").withVisitors(roll);
        assertThat(silent.asPart(
                                "VIS-TUR-2027-0043",
                                List.of(),
                                roll.subList(30, 60),
                                1,
                                2,
                                part(2),
                                lines(31, 60),
                                true)
                        .armed())
                .isNull();
        assertThat(new VisitDocument.MedicalSupplies(74, 12, null).forPart(75, 15))
                .isEqualTo(new VisitDocument.MedicalSupplies(74, 12, null));
    }

    /** A weapon goes with its bearer, a movement with its travellers, and the flight with those who fly. */
    @Test
    void givesEachPartOfAGroupWhatItsOwnPersonsCarryAndTravelBy() throws Exception {
        var content = JSON.readValue("""
            {"armed": true, "arms": [{"type": "MPT-76", "serialNumber": "1", "quantity": 1, "bearer": 30},
               {"type": "MPT-76", "serialNumber": "2", "quantity": 1, "bearer": 31},
               {"type": "Bixi", "quantity": 2}],
             "airMovement": {"arrivesAt": "2027-05-24T14:00"},
             "annexes": {"legs": [{"direction": "ARRIVAL", "means": "MILITARY_AIR", "carrier": "TUAF 1",
                "travellers": [1, 30, 31]},
               {"direction": "ARRIVAL", "means": "ROAD", "carrier": "Convoy", "travellers": [61, 75]},
               {"direction": "DEPARTURE", "means": "ROAD", "carrier": "All"}]}}\
            """, VisitContent.class);
        var roll = RosterFixtures.visitors(75);
        var whole = VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE")
                .with(content, "AZE")
                .withVisitors(roll);

        var first = whole.asPart("A", List.of(), roll.subList(0, 30), 1, 2, part(1), lines(1, 30), true);
        var second = whole.asPart("B", List.of(), roll.subList(30, 60), 1, 2, part(2), lines(31, 60), true);
        var third = whole.asPart("C", List.of(), roll.subList(60, 75), 1, 2, part(3), lines(61, 75), true);
        var elsewhere = whole.asPart("D", List.of(), roll.subList(30, 60), 1, 2, part(5), lines(31, 60), false);

        assertThat(first.arms()).containsExactly(new Arm("MPT-76", "1", 1, 30), new Arm("Bixi", null, 2));
        assertThat(second.arms()).containsExactly(new Arm("MPT-76", "2", 1, 1));
        assertThat(List.of(first, second, third, elsewhere))
                .extracting(VisitDocument::armed)
                .containsExactly(true, true, false, false);
        assertThat(travel(first)).containsExactly("TUAF 1 [1, 30]", "All null");
        assertThat(travel(second)).containsExactly("TUAF 1 [1]", "All null");
        assertThat(travel(third)).containsExactly("Convoy [1, 15]", "All null");
        assertThat(first.airMovement()).isEqualTo(whole.airMovement()).isNotNull();
        assertThat(second.airMovement()).isEqualTo(whole.airMovement());
        assertThat(third.airMovement()).isNull();
    }

    private static List<String> travel(VisitDocument part) {
        return Objects.requireNonNull(part.annexes().legs()).stream()
                .map(leg -> leg.carrier() + " " + leg.travellers())
                .toList();
    }

    /** Each line of the whole roll from first to last, and the line in the part. */
    private static Map<Integer, Integer> lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .collect(Collectors.toMap(line -> line, line -> line - first + 1));
    }

    private static VisitDocument.PartOfGroup part(int part) {
        return new VisitDocument.PartOfGroup("GRP-TUR-2027-0003", part, 3);
    }

    @Test
    void keepsOneHashWhileItIsWrittenAndReadAgain() throws Exception {
        var blank = VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE");
        var content = JSON.readValue(
                "{\"annexes\": {\"radios\": [{\"equipment\": \"PRC\", \"frequencyMhz\": \"243.100\"}],"
                        + " \"legs\": [{\"direction\": \"ARRIVAL\", \"crossesAt\": \"2027-05-24T14:00\"}]}}",
                VisitContent.class);
        var document = blank.with(content, "AZE");
        var kept = CanonicalJson.of(document, JSON);

        assertThat(CanonicalJson.read(kept.text(), JSON).sha256()).isEqualTo(kept.sha256());
        assertThat(document.annexes())
                .isEqualTo(new RequestAnnexes(
                        null,
                        null,
                        List.of(new Radio("PRC", "243.100")),
                        null,
                        List.of(new Leg(
                                Direction.ARRIVAL,
                                null,
                                null,
                                null,
                                LocalDateTime.of(2027, 5, 24, 14, 0),
                                null,
                                null))));
        assertThat(JSON.readValue(kept.text(), VisitDocument.class)).isEqualTo(document);
    }
}
