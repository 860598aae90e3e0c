package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;

class CopiedContentTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final LocalDate LONG_AGO = LocalDate.of(2027, 1, 4);

    private static final WorkingCalendar BOTH = new YearFileCalendars(new Sides()).both("AZE", "TUR");

    private static final String EARLIER = """
            {"exerciseCode": "OLD", "kind": "ONE_TIME", "purpose": "Drills", "justification": "J",
             "from": "2027-04-12", "to": "2027-04-16", "accessLevel": "RESTRICTED",
             "sites": [{"name": "Poliqon", "address": "Bakı", "kind": "RANGE", "phone": "1",
               "pointOfContact": {"name": "A", "phone": "2", "email": "a@b.c"},
               "securityOfficer": {"name": "B", "phone": null, "email": null}}],
             "pointOfContact": {"name": "C", "phone": "3", "email": null},
             "securityOfficer": {"name": "D", "phone": "4", "email": null},
             "seniorLine": 1, "deputyLine": 2, "armed": true,
             "arms": [{"type": "MPT-76", "serialNumber": "T0624", "quantity": 1}],
             "means": "MILITARY_AIR", "route": ["TUR", "AZE"], "remarks": "R",
             "emergency": {"justification": "E"},
             "certification": {"authority": "MoD", "reference": "C-1", "certifiedOn": "2027-03-01",
               "validUntil": "2028-03-01"},
             "medicalSupplies": {"persons": 30, "days": 5, "reference": "M-7"},
             "airMovement": {"kinds": ["OTHER"], "arrivesAt": "2027-04-12T09:30:00", "notifiedOn": "2027-03-20",
               "clearedFor": "2027-04-12T09:30:00"},
             "customsMovements": [{"serialNumber": "TR-1", "copies": 5, "goods": "MPT-76"},
               {"serialNumber": null, "copies": 5, "goods": "Turnike"}],
             "parliamentaryAuthorisation": {"state": "GRANTED", "reference": "TBMM 1"},
             "registrationExempt": true,
             "particulars": {"occasion": "EXERCISE", "accessKind": "SECURITY_AREA", "sendingReference": "S-1",
               "sendingDate": "2027-03-02", "purposeTranslated": "P", "accessCaveat": "V",
               "needs": [{"kind": "INTERPRETER", "needed": true, "details": "az-tr"}]},
             "annexes": {"ammunition": [{"type": "7,62", "lot": "MKE-114", "quantity": 4800, "netExplosiveKg": "10.5"},
                 {"type": "9 mm", "lot": null, "quantity": 100, "netExplosiveKg": null}],
               "vehicles": [{"kind": "VEHICLE", "type": "Kirpi", "registration": "123456"}],
               "radios": [{"equipment": "PRC", "frequencyMhz": "243.100"}],
               "medicalStores": [{"item": "Turnike", "quantity": 60}],
               "legs": [{"direction": "ARRIVAL", "from": "Ankara", "to": "Bakı", "borderPoint": "GYD",
                   "crossesAt": "2027-04-12T09:00:00", "means": "MILITARY_AIR", "carrier": "TUAF 1"},
                 {"direction": "DEPARTURE", "from": "Bakı", "to": "Ankara", "borderPoint": "GYD",
                   "crossesAt": "2027-04-16T18:00:00", "means": "MILITARY_AIR", "carrier": "TUAF 2"}]}}""";

    private static CopiedContent copied(String earlier, int movedBy, boolean keepsCertification) throws Exception {
        var content = JSON.readValue(earlier, VisitContent.class);
        var document = VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE").with(content, "AZE");
        var dates = CopiedDates.of(content.from(), content.to(), movedBy, null, LONG_AGO, BOTH);
        return CopiedContent.of(document, "NEW", dates, keepsCertification);
    }

    /** From Monday to Friday in April 2027, 55 days later: Sunday 6 June becomes Friday 4 June, Thursday stays. */
    @Test
    void takesAlongWhatWasWrittenAndLeavesEmptyWhatHoldsOnce() throws Exception {
        var copy = copied(EARLIER, 55, true);

        var expected = EARLIER.replace("\"OLD\"", "\"NEW\"")
                .replace(
                        "\"from\": \"2027-04-12\", \"to\": \"2027-04-16\"",
                        "\"from\": \"2027-06-04\", \"to\": \"2027-06-10\"")
                .replace("\"emergency\": {\"justification\": \"E\"}", "\"emergency\": null")
                .replace("\"M-7\"", "null")
                .replace(
                        "\"arrivesAt\": \"2027-04-12T09:30:00\", \"notifiedOn\": \"2027-03-20\"",
                        "\"arrivesAt\": \"2027-06-04T09:30:00\", \"notifiedOn\": null")
                .replace("\"clearedFor\": \"2027-04-12T09:30:00\"", "\"clearedFor\": null")
                .replace("\"TR-1\"", "null")
                .replace(
                        "{\"state\": \"GRANTED\", \"reference\": \"TBMM 1\"}",
                        "{\"state\": \"REQUIRED\", \"reference\": null}")
                .replace("\"S-1\"", "null")
                .replace("\"2027-03-02\"", "null")
                .replace("\"MKE-114\"", "null")
                .replace("\"TUAF 1\"", "null")
                .replace("\"TUAF 2\"", "null")
                .replace("2027-04-12T09:00:00", "2027-06-04T09:00:00")
                .replace("2027-04-16T18:00:00", "2027-06-10T18:00:00");
        assertThat(copy.content()).isEqualTo(JSON.readValue(expected, VisitContent.class));
        assertThat(copy.emptied())
                .containsExactly(
                        "airMovement/clearedFor",
                        "airMovement/notifiedOn",
                        "annexes/ammunition/1/lot",
                        "annexes/legs/1/carrier",
                        "annexes/legs/2/carrier",
                        "customsMovements/1/serialNumber",
                        "emergency",
                        "medicalSupplies/reference",
                        "parliamentaryAuthorisation/reference",
                        "sendingDate",
                        "sendingReference");
    }

    @Test
    void leavesACertificationBehindThatDoesNotHold() throws Exception {
        var copy = copied(EARLIER, 55, false);

        assertThat(copy.content().certification()).isNull();
        assertThat(copy.emptied()).contains("certification");
    }

    @Test
    void namesNothingWhereNothingWasWritten() throws Exception {
        var copy = copied("{\"parliamentaryAuthorisation\": {\"state\": \"NOT_REQUIRED_BY_TREATY\"}}", 55, true);

        assertThat(copy.emptied()).isEmpty();
        assertThat(copy.content().from()).isNull();
        assertThat(copy.content().customsMovements()).isNull();
        assertThat(copy.content().annexes()).isEqualTo(RequestAnnexes.NONE);
        assertThat(copy.content().parliamentaryAuthorisation())
                .isEqualTo(new VisitDocument.ParliamentaryAuthorisation(
                        VisitDocument.AuthorisationState.NOT_REQUIRED_BY_TREATY, null));
    }

    /**
     * 12 April 2027 is a Monday. An entry is moved to before a closed day, an exit to after it, or to before the day by which the
     * visit has to be over, and so is whatever would be later.
     */
    @ParameterizedTest
    @CsvSource({
        "2027-04-12, 2027-04-16, 0, , 2027-04-12, 2027-04-16, ''",
        "2027-04-12, 2027-04-16, 1, , 2027-04-13, 2027-04-19, dates.to",
        "2027-04-12, 2027-04-16, 1, 2027-04-20, 2027-04-13, 2027-04-19, dates.to",
        "2027-04-12, 2027-04-16, 1, 2027-04-19, 2027-04-13, 2027-04-16, dates.to",
        "2027-04-12, 2027-04-16, 1, 2027-04-18, 2027-04-13, 2027-04-16, dates.to",
        "2027-04-12, 2027-04-16, 3, 2027-04-20, 2027-04-15, 2027-04-19, ''",
        "2027-04-12, 2027-04-16, 3, 2027-04-19, 2027-04-15, 2027-04-16, dates.to",
        "2027-04-12, 2027-04-16, 3, 2027-04-16, 2027-04-15, 2027-04-15, dates.to",
        "2027-04-12, 2027-04-16, 10, 2027-04-20, 2027-04-19, 2027-04-19, 'dates.from,dates.to'",
        "2027-04-12, 2027-04-16, 36500, 2127-03-23, 2127-03-19, 2127-03-22, 'dates.to,dates.from'",
        "2027-04-12, 2027-04-16, -1, , 2027-04-09, 2027-04-15, dates.from",
        "2027-04-12, 2027-04-13, 5, 2027-04-19, 2027-04-16, 2027-04-16, 'dates.from,dates.to'",
        "2027-04-12, , 6, , 2027-04-16, , dates.from",
        ", 2027-04-16, 1, , , 2027-04-19, dates.to",
        "2027-04-12, 2027-04-16, 36500, , 2127-03-19, 2127-03-23, dates.from"
    })
    void movesEntryAndExitToDaysOnWhichBothSidesWork(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int movedBy,
            @Nullable LocalDate endsBefore,
            @Nullable LocalDate newFrom,
            @Nullable LocalDate newTo,
            String places) {
        var dates = CopiedDates.of(from, to, movedBy, endsBefore, LONG_AGO, BOTH);

        assertThat(dates.from()).isEqualTo(newFrom);
        assertThat(dates.to()).isEqualTo(newTo);
        assertThat(dates.remarks())
                .extracting(Finding::place)
                .isEqualTo(places.isEmpty() ? List.of() : List.of(places.split(",")));
    }

    /** 16 April 2027 is a Friday: what lies on the weekend after it moves back to it only while it is still to come. */
    @ParameterizedTest
    @CsvSource({
        "2027-04-17, 2027-04-20, , 2027-04-15, 2027-04-16, 2027-04-20",
        "2027-04-17, 2027-04-20, , 2027-04-16, 2027-04-19, 2027-04-20",
        "2027-04-18, 2027-04-20, , 2027-04-16, 2027-04-19, 2027-04-20",
        "2027-04-18, 2027-04-20, , 2027-04-17, 2027-04-19, 2027-04-20",
        "2027-04-17, 2027-04-18, , 2027-04-16, 2027-04-19, 2027-04-19",
        "2027-04-17, 2027-04-18, 2027-04-20, 2027-04-16, 2027-04-19, 2027-04-19",
        "2027-04-16, 2027-04-16, , 2027-04-15, 2027-04-16, 2027-04-16",
        ", 2027-04-17, , 2027-04-16, , 2027-04-19"
    })
    void proposesNoDayThatIsNotAfterToday(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate endsBefore,
            LocalDate today,
            @Nullable LocalDate newFrom,
            @Nullable LocalDate newTo) {
        var dates = CopiedDates.of(from, to, 0, endsBefore, today, BOTH);

        assertThat(dates.from()).isEqualTo(newFrom);
        assertThat(dates.to()).isEqualTo(newTo);
    }

    @Test
    void tellsThatEveryDayThatIsLeftIsClosed() {
        var friday = LocalDate.of(2027, 4, 16);

        var dates = CopiedDates.of(friday.plusDays(1), friday.plusDays(2), 0, friday.plusDays(3), friday, BOTH);

        assertThat(dates.from()).isEqualTo(friday.plusDays(1));
        assertThat(dates.to()).isEqualTo(friday.plusDays(2));
        assertThat(dates.remarks())
                .extracting(Finding::code, Finding::place)
                .containsExactly(
                        tuple("visit.copy.noOpenDay", "dates.from"), tuple("visit.copy.noOpenDay", "dates.to"));
    }

    @Test
    void saysWhetherADayIsClosedOrTooLate() {
        var last = LocalDate.of(2027, 4, 17);
        var closed = CopiedDates.of(
                LocalDate.of(2027, 4, 12), LocalDate.of(2027, 4, 16), 1, last.plusDays(1), LONG_AGO, BOTH);
        var late = CopiedDates.of(
                LocalDate.of(2027, 4, 12), LocalDate.of(2027, 4, 16), 2, last.plusDays(1), LONG_AGO, BOTH);

        assertThat(closed.remarks().get(0).code()).isEqualTo("visit.copy.closed");
        assertThat(late.remarks().get(0).code()).isEqualTo("visit.copy.tooLate");
        assertThat(late.remarks().get(0).wrong())
                .isEqualTo(Message.of("visit.copy.tooLate")
                        .with("wished", LocalDate.of(2027, 4, 18))
                        .with("open", LocalDate.of(2027, 4, 16)));
    }

    @Test
    void tellsThatNoCalendarOfTheYearIsLoaded() {
        var dates = CopiedDates.of(LocalDate.of(2027, 4, 12), LocalDate.of(2027, 4, 16), 36500, null, LONG_AGO, BOTH);

        assertThat(dates.remarks()).extracting(Finding::code).containsExactly("visit.copy.noCalendar");
        assertThat(dates.entryMovedBy()).isEqualTo(36500);
    }
}
