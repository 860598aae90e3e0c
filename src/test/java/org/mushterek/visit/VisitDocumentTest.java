package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.visit.RequestAnnexes.Direction;
import org.mushterek.visit.RequestAnnexes.Leg;
import org.mushterek.visit.RequestAnnexes.Radio;

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
