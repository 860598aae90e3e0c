package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Message;
import org.mushterek.visit.roster.MachineReadableZone.Check;
import org.mushterek.visit.roster.MachineReadableZone.Field;
import org.mushterek.visit.roster.MachineReadableZone.Format;

class MachineReadableZoneTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    /** The specimens of ICAO Doc 9303 parts 4 and 5. */
    private static final String PASSPORT =
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    private static final String CARD =
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    private static final String CARD_WITH_LONG_NUMBER =
            "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<";

    @ParameterizedTest
    @CsvSource({"L898902C3, 6", "740812, 2", "120415, 9", "ZE184226B<<<<<, 1", "<<<<<<<<<<<<<<, 0", "D23145890734, 9"})
    void computesTheCheckDigitsOfTheSpecimens(String data, int digit) {
        assertThat(CheckDigit.of(data)).isEqualTo(digit);
    }

    @Test
    void refusesToComputeOverOtherCharacters() {
        assertThatThrownBy(() -> CheckDigit.of("İ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsThePassportSpecimen() {
        assertThat(MachineReadableZone.read(PASSPORT))
                .isEqualTo(new MachineReadableZone(
                        Format.TD3,
                        PASSPORT.lines().toList(),
                        "UTO",
                        "UTO",
                        "ERIKSSON",
                        "ANNA<MARIA",
                        false,
                        "L898902C3",
                        "740812",
                        "120415",
                        List.of(
                                new Check(Field.DOCUMENT_NUMBER, "L898902C3", '6', 6),
                                new Check(Field.BIRTH_DATE, "740812", '2', 2),
                                new Check(Field.EXPIRY, "120415", '9', 9),
                                new Check(Field.OPTIONAL_DATA, "ZE184226B<<<<<", '1', 1),
                                new Check(Field.WHOLE, "L898902C3674081221204159ZE184226B<<<<<1", '0', 0))));
        assertThat(zone(PASSPORT).wrongChecks()).isEmpty();
        assertThat(zone(PASSPORT).text()).isEqualTo(PASSPORT);
    }

    @Test
    void readsTheCardSpecimen() {
        var card = zone(CARD);

        assertThat(card.wrongChecks()).isEmpty();
        assertThat(card.format()).isEqualTo(Format.TD1);
        assertThat(card.documentNumber()).isEqualTo("D23145890");
        assertThat(card.surname() + " " + card.forenames()).isEqualTo("ERIKSSON ANNA<MARIA");
        assertThat(card.nationality()).isEqualTo("UTO");
    }

    @Test
    void readsNumberOfMoreThanNineCharactersOnACard() {
        var card = zone(CARD_WITH_LONG_NUMBER);

        assertThat(card.wrongChecks()).isEmpty();
        assertThat(card.documentNumber()).isEqualTo("D23145890734");
    }

    @Test
    void findsWrongCheckDigitOfALongNumber() {
        var card = zone(CARD_WITH_LONG_NUMBER.replace("7349", "7348"));

        assertThat(card.wrongChecks()).extracting(Check::field).containsExactly(Field.DOCUMENT_NUMBER, Field.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "/", "\r\n", "\t", " / ", ""})
    void readsLinesHoweverTheyAreJoined(String separator) {
        assertThat(zone(CARD.replace("\n", separator)).text()).isEqualTo(CARD);
        assertThat(zone(PASSPORT.replace("\n", separator)).text()).isEqualTo(PASSPORT);
    }

    @Test
    void readsSmallLetters() {
        assertThat(zone(CARD.replace("ERIKSSON", "eriksson")).text()).isEqualTo(CARD);
    }

    @Test
    void acceptsBlankCheckDigitOnlyWhereTheOptionalDataAreEmpty() {
        var line = "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<";
        var whole = CheckDigit.of("L898902C36" + "7408122" + "1204159" + "<".repeat(15));
        var upper = PASSPORT.substring(0, 45);

        assertThat(zone(upper + line + "<" + whole).wrongChecks()).isEmpty();
        assertThat(zone(upper + line + "0" + whole).wrongChecks()).isEmpty();
        assertThat(zone(upper + line + "1" + whole).wrongChecks())
                .extracting(Check::field)
                .contains(Field.OPTIONAL_DATA);
        assertThat(zone(PASSPORT.replace("<<<<<10", "<<<<<<0")).wrongChecks())
                .extracting(Check::field)
                .contains(Field.OPTIONAL_DATA);
    }

    @ParameterizedTest
    @CsvSource({"9, DOCUMENT_NUMBER", "19, BIRTH_DATE", "27, EXPIRY", "42, OPTIONAL_DATA", "43, WHOLE"})
    void findsEachWrongCheckDigitOfAPassport(int position, Field field) {
        int at = 45 + position;
        char digit = PASSPORT.charAt(at) == '9' ? '0' : (char) (PASSPORT.charAt(at) + 1);

        var zone = zone(PASSPORT.substring(0, at) + digit + PASSPORT.substring(at + 1));

        assertThat(zone.holds(field)).isFalse();
        assertThat(zone.wrongChecks()).allMatch(check -> check.field() == field || check.field() == Field.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({"14, DOCUMENT_NUMBER", "37, BIRTH_DATE", "45, EXPIRY", "60, WHOLE"})
    void findsEachWrongCheckDigitOfACard(int position, Field field) {
        char digit = CARD.charAt(position) == '9' ? '0' : (char) (CARD.charAt(position) + 1);

        var zone = zone(CARD.substring(0, position) + digit + CARD.substring(position + 1));

        assertThat(zone.holds(field)).isFalse();
    }

    @Test
    void saysWhichCharactersNoZoneHas() {
        assertThat(MachineReadableZone.read(PASSPORT.replace("ERIKSSON", "ERİKSSÖN")))
                .isEqualTo(new MachineReadableZoneReading.NotAZone(
                        Message.of("roster.mrzLetters.wrong").with("characters", "İ (U+0130), Ö (U+00D6)")));
    }

    @Test
    void saysWhichShapeItFound() {
        assertThat(MachineReadableZone.read(PASSPORT + "<"))
                .isEqualTo(new MachineReadableZoneReading.NotAZone(
                        Message.of("roster.mrzShape.wrong").with("lines", 2).with("lengths", "[44, 45]")));
        assertThat(MachineReadableZone.read("")).isInstanceOf(MachineReadableZoneReading.NotAZone.class);
    }

    @Test
    void refusesVisasAndOtherPapers() {
        assertThat(MachineReadableZone.read("V" + PASSPORT.substring(1)))
                .isEqualTo(new MachineReadableZoneReading.NotAZone(
                        Message.of("roster.mrzKind.wrong").with("kind", "V<")));
        assertThat(MachineReadableZone.read("X" + CARD.substring(1)))
                .isEqualTo(new MachineReadableZoneReading.NotAZone(
                        Message.of("roster.mrzKind.wrong").with("kind", "X<")));
    }

    @Test
    void takesGermanyForDeu() {
        assertThat(zone(PASSPORT.replace("UTO", "D<<")).nationality()).isEqualTo("DEU");
    }

    @ParameterizedTest
    @CsvSource({"270301, 2027-03-01", "270302, 1927-03-02", "740812, 1974-08-12", "000229, 2000-02-29"})
    void putsBirthDatesIntoTheLatestPastCentury(String digits, LocalDate date) {
        assertThat(zone(PASSPORT.replace("740812", digits)).birthDate(TODAY)).contains(date);
    }

    @ParameterizedTest
    @CsvSource({"120415, 2012-04-15", "320415, 2032-04-15", "760301, 2076-03-01", "770303, 1977-03-03"})
    void putsExpiryNearestToToday(String digits, LocalDate date) {
        assertThat(zone(PASSPORT.replace("120415", digits)).expiry(TODAY)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7408<<", "741301", "740230", "74O812"})
    void knowsNoDateWhereThereIsNone(String digits) {
        assertThat(zone(PASSPORT.replace("740812", digits)).birthDate(TODAY)).isEmpty();
    }

    private static MachineReadableZone zone(String text) {
        return (MachineReadableZone) MachineReadableZone.read(text);
    }
}
