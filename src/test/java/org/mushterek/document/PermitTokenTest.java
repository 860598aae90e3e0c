package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.document.TokenReading.Fault;
import org.mushterek.document.TokenReading.Forged;
import org.mushterek.document.TokenReading.Genuine;
import org.mushterek.document.TokenReading.Unreadable;

class PermitTokenTest {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final CheckCode CODE = CheckCode.random(new SecureRandom());
    private static final SigningKey AZE = PermitSheetFixture.key("AZE");
    private static final SigningKey TUR = PermitSheetFixture.key("TUR");
    private static final KeyLookup KEYS = PermitSheetFixture.knowing(AZE, TUR);
    private static final PermitClaims CLAIMS = PermitSheetFixture.claims("PER-AZE-2027-0017", CODE, 3);
    private static final String TOKEN = PermitToken.seal(CLAIMS, AZE);

    @Test
    void readsWhatItHasSealed() {
        assertThat(PermitToken.open(TOKEN, KEYS)).isEqualTo(new Genuine(CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200})
    void isReadByAGateThatKnowsOnlyThePageOnItsFormat(int persons) throws Exception {
        var claims = PermitSheetFixture.claims("PER-AZE-2027-0017", CODE, persons);
        var gate = new OfflineGate(Map.of(AZE.keyId(), published(AZE)));

        var reading = gate.read(PermitToken.seal(claims, AZE));

        assertThat(reading)
                .usingRecursiveComparison()
                .ignoringFields("salt", "digests")
                .isEqualTo(new OfflineGate.Reading(
                        "AZE",
                        "TUR",
                        "PER-AZE-2027-0017",
                        1,
                        LocalDate.of(2027, 3, 8),
                        LocalDate.of(2027, 3, 19),
                        CODE.characters(),
                        new byte[0],
                        List.of()));
        assertThat(reading.digests()).hasSize(persons);
        for (var line : List.of(1, 2, 200, 201)) {
            var document = PermitSheetFixture.documentNumber(line);
            assertThat(reading.covers(document, PermitSheetFixture.birthDate(line)))
                    .isEqualTo(line <= persons);
            assertThat(reading.covers(document, PermitSheetFixture.birthDate(line + 1)))
                    .isFalse();
        }
    }

    @Test
    void isRefusedByThatGateWhereOneBitIsTurned() {
        var gate = new OfflineGate(Map.of(AZE.keyId(), published(AZE)));
        var middle = TOKEN.length() / 2;
        var turned = TOKEN.substring(0, middle) + other(TOKEN.charAt(middle)) + TOKEN.substring(middle + 1);

        assertThatThrownBy(() -> gate.read(turned)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void isFoundInWhatAReaderShows() {
        var broken = TOKEN.substring(0, 40) + "\r\n  " + TOKEN.substring(40) + "\u00a0";
        assertThat(List.of(
                        TOKEN,
                        TOKEN.toLowerCase(Locale.ROOT),
                        broken,
                        "MUSHTEREK:" + TOKEN,
                        "https://mushterek.example/verify/" + TOKEN))
                .allSatisfy(shown -> assertThat(PermitToken.find(shown)).isEqualTo(Optional.of(TOKEN)))
                .allSatisfy(shown -> assertThat(PermitToken.open(shown, KEYS)).isEqualTo(new Genuine(CLAIMS)));
    }

    @Test
    void isNotGenuineWithAnyOtherCharacter() {
        for (var place = 0; place < TOKEN.length(); place++) {
            var changed = TOKEN.substring(0, place) + other(TOKEN.charAt(place)) + TOKEN.substring(place + 1);
            assertThat(PermitToken.open(changed, KEYS)).as("place " + place).isNotInstanceOf(Genuine.class);
        }
    }

    @Test
    void isNotGenuineWithTheKeyOfAnotherSideOrOfNobody() {
        // What a side would write that passes its own key off as the host's: the id replaced, the rest as it was.
        var bytes = Base32.decode(TOKEN).orElseThrow();
        var foreignId = java.util.HexFormat.of().parseHex(TUR.keyId());
        System.arraycopy(foreignId, 0, bytes, 1, foreignId.length);

        assertThat(PermitToken.open(Base32.encode(bytes), KEYS)).isEqualTo(new Forged(Fault.KEY_OF_ANOTHER_SIDE));
        assertThat(PermitToken.open(TOKEN, PermitSheetFixture.knowing(TUR))).isEqualTo(new Forged(Fault.UNKNOWN_KEY));
        assertThatThrownBy(() -> PermitToken.seal(CLAIMS, TUR)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void isUnreadableWhereItIsNone(String nonsense) {
        assertThat(PermitToken.open(nonsense, KEYS)).isEqualTo(new Unreadable());
    }

    static List<String> nonsense() {
        return List.of(
                "",
                " ",
                "/",
                ":",
                "x",
                TOKEN.substring(1),
                TOKEN.substring(0, TOKEN.length() - 8),
                TOKEN + "A",
                TOKEN + TOKEN,
                TOKEN.replace('A', '\u0131') + "\u0130",
                "\u0000\uFFFF\uD800",
                "../../etc/passwd",
                "A".repeat(4_096),
                "A".repeat(10_240),
                "7".repeat(200));
    }

    @Test
    void refusesTenKilobytesAtOnce() {
        var huge = TOKEN.repeat(100).substring(0, 10_240);
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            for (var i = 0; i < 1_000; i++) {
                assertThat(PermitToken.open(huge, KEYS)).isEqualTo(new Unreadable());
            }
        });
    }

    @Test
    void coversAPersonHoweverTheNumberIsTyped() {
        var claims = PermitClaims.binding(
                "P/1",
                1,
                "AZE",
                "TUR",
                LocalDate.of(2027, 3, 8),
                LocalDate.of(2027, 3, 8),
                CODE,
                List.of(new PermitClaims.Bearer("I12 345-678<", LocalDate.of(1990, 12, 31))),
                new SecureRandom());
        var born = LocalDate.of(1990, 12, 31);

        assertThat(List.of("I12345678", "i12345678", "\u013012345678", "\u013112345678", "I12 345 678"))
                .allMatch(typed -> claims.covers(typed, born));
        assertThat(List.of("I12345679", "I1234567", "", "<<<", "I12345678".repeat(10)))
                .noneMatch(typed -> claims.covers(typed, born));
        assertThat(claims.covers("I12345678", born.plusDays(1))).isFalse();
    }

    @Test
    void matchesTheSameCheckCodeOnly() {
        assertThat(CODE.matches(new CheckCode(CODE.characters()))).isTrue();
        assertThat(CODE.matches(CheckCode.random(new SecureRandom()))).isFalse();
    }

    private static OfflineGate.PublishedKey published(SigningKey key) {
        var x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.verifyingKey().rawBytes());
        return new OfflineGate.PublishedKey(key.side(), x);
    }

    private static char other(char letter) {
        return LETTERS.charAt((LETTERS.indexOf(letter) + 1) % LETTERS.length());
    }
}
