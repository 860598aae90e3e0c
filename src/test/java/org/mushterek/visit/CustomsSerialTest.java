package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomsSerialTest {

    private static final CustomsSerial SERIAL = CustomsSerial.of("TR", LocalDate.of(2027, 2, 15), 1);

    @Test
    void hasThePatternOfTheForm() {
        assertThat(SERIAL.number()).isEqualTo("TR20270215NO000001");
        assertThat(CustomsSerial.of("AZ", LocalDate.of(2026, 10, 12), 999_999).number())
                .isEqualTo("AZ20261012NO999999");
        assertThat(SERIAL.country()).isEqualTo("TR");
        assertThat(SERIAL.checked()).isEqualTo("TR20270215NO000001-09");
    }

    @Test
    void hasNoMoreThanSixDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomsSerial.of("AZ", LocalDate.of(2026, 10, 12), 1_000_000));
    }

    /** As ISO 7064 says it, with a number as long as it takes: letters are 10 to 35, and the whole is 1 modulo 97. */
    @Test
    void makesTheWholeOneModuloNinetySeven() {
        for (var sequence = 1; sequence <= 500; sequence++) {
            var checked =
                    CustomsSerial.of("AZ", LocalDate.of(2027, 5, 24), sequence).checked();
            var digits = checked.replace("-", "")
                    .chars()
                    .mapToObj(character -> String.valueOf(Character.digit(character, 36)))
                    .collect(Collectors.joining());

            assertThat(checked).matches("AZ20270524NO[0-9]{6}-[0-9]{2}");
            assertThat(new BigInteger(digits).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        }
    }

    @Test
    void isReadWithItsCheckDigitsAndWithoutThem() {
        assertThat(CustomsSerial.parse(SERIAL.checked())).contains(SERIAL);
        assertThat(CustomsSerial.parse(SERIAL.number())).contains(SERIAL);
    }

    @Test
    void noticesEveryWrongCharacterAndEverySwapOfNeighbours() {
        var checked = SERIAL.checked();
        var slips = new ArrayList<String>();
        for (var place = 0; place < checked.length(); place++) {
            for (var wrong : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
                if (wrong != checked.charAt(place)) {
                    slips.add(checked.substring(0, place) + wrong + checked.substring(place + 1));
                }
            }
            if (place > 0 && checked.charAt(place) != checked.charAt(place - 1)) {
                slips.add(checked.substring(0, place - 1)
                        + checked.charAt(place)
                        + checked.charAt(place - 1)
                        + checked.substring(place + 1));
            }
        }

        assertThat(slips).hasSizeGreaterThan(700);
        assertThat(slips).allMatch(slip -> CustomsSerial.parse(slip).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TR20270229NO000001",
                "TR20270215XO000001",
                "TR20270215NX000001",
                "TR20270215NO00001",
                "TR20270215NO0000011",
                "tr20270215NO000001",
                "TR20270215NO000001-",
                "TR20270215NO000001-1",
                "TR20270215NO000001 "
            })
    void isNotReadFromAnythingElse(String written) {
        assertThat(CustomsSerial.parse(written)).isEmpty();
    }
}
