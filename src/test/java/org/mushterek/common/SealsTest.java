package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealsTest {

    private static final SealedColumn PERSON =
            SealedColumn.text("visit_person", "person", "t.side", "request_number", "line");
    private static final SealedColumn NAME =
            SealedColumn.text("visit_person", "name", "t.side", "request_number", "line");
    private static final SealedColumn FILE = SealedColumn.bytes("visit_file", "content", "t.side", "id");
    private static final String CASE = "VIS-TUR-2027-0042";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-03-01T22:30:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private SealingKeys keys() {
        return new SealingKeys(folder, true, CLOCK);
    }

    private Seals seals() {
        return new Seals(keys());
    }

    static Stream<String> texts() {
        return Stream.of("", "Əliyev ığşİ\n\uD83D\uDEE1", "x".repeat(200_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void opensWhatItSealed(String text) {
        var sealed = seals().seal(PERSON, "TUR", text, CASE, 7);

        assertThat(sealed).matches("S1\\.tur-[0-9a-f]{8}\\.[A-Za-z0-9_-]+");
        assertThat(seals().open(PERSON, "TUR", sealed, CASE, 7)).isEqualTo(text);
        var content = text.getBytes(StandardCharsets.UTF_8);
        assertThat(seals().open(FILE, "AZE", seals().seal(FILE, "AZE", content, "a"), "a"))
                .isEqualTo(content);
    }

    @Test
    void sealsEqualTextsUnequally() {
        var seals = seals();
        assertThat(seals.seal(PERSON, "TUR", "U12345678", CASE, 7))
                .isNotEqualTo(seals.seal(PERSON, "TUR", "U12345678", CASE, 7));
    }

    @Test
    void opensOnlyAsTheSameValueOfTheSameRowOfTheSameSide() {
        var seals = seals();
        var sealed = seals.seal(PERSON, "TUR", "U12345678", CASE, 7);

        assertBroken(() -> seals.open(PERSON, "TUR", sealed, CASE, 8), "is not what was sealed there");
        assertBroken(() -> seals.open(PERSON, "TUR", sealed, "VIS-TUR-2027-0043", 7), "is not what was sealed there");
        assertBroken(() -> seals.open(NAME, "TUR", sealed, CASE, 7), "is not what was sealed there");
        assertBroken(() -> seals.open(PERSON, "AZE", sealed, CASE, 7), "which is not in " + folder.resolve("aze.seal"));
    }

    @Test
    void noticesEveryChangedByte() {
        var seals = seals();
        var sealed = seals.seal(FILE, "TUR", "U12345678".getBytes(StandardCharsets.UTF_8), "a");
        for (var place = "S1.tur-1a2b3c4d.".length(); place < sealed.length; place++) {
            var changed = sealed.clone();
            changed[place] ^= 1;
            assertBroken(() -> seals.open(FILE, "TUR", changed, "a"), "is not what was sealed there");
        }
        assertBroken(
                () -> seals.open(FILE, "TUR", java.util.Arrays.copyOf(sealed, sealed.length - 1), "a"),
                "is not what was sealed there");
        assertBroken(() -> seals.open(FILE, "TUR", java.util.Arrays.copyOf(sealed, 20), "a"), "is not what was");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"surname\":\"Kanarya\"}", "S1.", "S1.tur-1a2b3c4", "s1.tur-1a2b3c4d.AAAA"})
    void refusesWhatIsNotSealedWithoutSayingIt(String open) {
        assertThatExceptionOfType(BrokenSeal.class)
                .isThrownBy(() -> seals().open(PERSON, "TUR", open, CASE, 7))
                .withMessage("What is kept in visit_person.person of " + CASE + " is not sealed\n"
                        + "Maybe somebody wrote it into the database.");
    }

    @Test
    void refusesWhatIsNoCipherTextBehindItsHeader() {
        var header = Seals.header(keys().current("TUR"));
        assertBroken(() -> seals().open(PERSON, "TUR", header + "%%%", CASE, 7), "is not what was sealed there");
        assertBroken(() -> seals().open(PERSON, "TUR", header, CASE, 7), "is not what was sealed there");
    }

    @Test
    void namesTheKeyThatIsMissing() throws IOException {
        var sealed = seals().seal(PERSON, "TUR", "U12345678", CASE, 7);
        var lost = keys().current("TUR").id();
        Files.delete(folder.resolve("tur.seal"));

        assertBroken(
                () -> seals().open(PERSON, "TUR", sealed, CASE, 7),
                "was sealed under the key " + lost + ", which is not in " + folder.resolve("tur.seal"));
    }

    @Test
    void opensUnderRetiredKeysWhatTheySealed() {
        var others = seals();
        var seals = seals();
        var before = seals.seal(PERSON, "TUR", "U12345678", CASE, 7);
        var old = others.seal(PERSON, "TUR", "U12345678", CASE, 8);

        var keys = keys();
        var first = keys.current("TUR");
        var second = keys.renew("TUR");
        var after = new Seals(keys).seal(PERSON, "TUR", "U12345678", CASE, 7);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(after).startsWith("S1." + second.id() + ".");
        // Another node, which has read the file before.
        assertThat(others.open(PERSON, "TUR", after, CASE, 7)).isEqualTo("U12345678");
        assertThat(seals().open(PERSON, "TUR", before, CASE, 7)).isEqualTo("U12345678");
        assertThat(seals().open(PERSON, "TUR", old, CASE, 8)).isEqualTo("U12345678");
    }

    @Test
    void givesEqualTextsOneDigestOfEachSideAndUse() {
        var digest = seals().digest("TUR", "document", "TUR/U12345678");

        assertThat(digest).matches("[0-9a-f]{64}");
        keys().renew("TUR");
        assertThat(seals().digest("TUR", "document", "TUR/U12345678")).isEqualTo(digest);
        assertThat(Stream.of(
                        seals().digest("AZE", "document", "TUR/U12345678"),
                        seals().digest("TUR", "alias", "TUR/U12345678"),
                        seals().digest("TUR", "document", "TUR/U12345679")))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    // --- The keys and their file. ---

    @Test
    void keepsAKeyForEachSideThatOnlyItsOwnerReads() throws IOException {
        var ofTurkiye = keys().current("TUR");
        var ofAzerbaijan = keys().current("AZE");

        assertThat(ofTurkiye.id()).startsWith("tur-");
        assertThat(ofAzerbaijan.id()).startsWith("aze-");
        assertThat(ofTurkiye.secret()).hasSize(32).isNotEqualTo(ofAzerbaijan.secret());
        assertThat(ofTurkiye.made()).isEqualTo("2027-03-01");
        var file = folder.resolve("tur.seal");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .startsWith("# Without this file nobody can read what is sealed for TUR")
                .contains("\nseal " + ofTurkiye.id() + " 2027-03-01 "
                        + Base64.getEncoder().encodeToString(ofTurkiye.secret()) + "\n");
    }

    @Test
    void makesNoKeyWhereThatIsSwitchedOff() {
        assertThatThrownBy(() -> new SealingKeys(folder, false, CLOCK).current("TUR"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "Side TUR has no keys to seal with: " + folder.resolve("tur.seal") + " is missing");
    }

    @Test
    void refusesAFileThatEverybodyReads() throws IOException {
        keys().current("TUR");
        Files.setPosixFilePermissions(folder.resolve("tur.seal"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> keys().current("TUR")).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seal tur-1a2b3c4d 2027-03-01 AAAA\n",
                "%s%s",
                "seal tur-1a2b3c4d 2027-03-01 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "a word\n"
            })
    void refusesADamagedFile(String content) throws IOException {
        keys().current("TUR");
        var file = folder.resolve("tur.seal");
        var whole = Files.readString(file);
        Files.writeString(file, content.equals("%s%s") ? whole + whole : content);

        assertThatThrownBy(() -> keys().current("TUR"))
                .hasMessageContaining("tur.seal does not hold the keys that it should");
        Files.writeString(file, whole);
        assertThatCode(() -> keys().current("TUR")).doesNotThrowAnyException();
    }

    /** As when the file of one side, or of another installation's, is copied over the other's. */
    @Test
    void refusesTheFileOfAnotherSide() throws IOException {
        keys().current("AZE");
        Files.move(folder.resolve("aze.seal"), folder.resolve("tur.seal"));

        assertThatThrownBy(() -> keys().current("TUR"))
                .hasMessageContaining("tur.seal does not hold the keys that it should");
    }

    @Test
    void takesNoNameForASide() {
        assertThatThrownBy(() -> keys().current("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertBroken(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening, String message) {
        assertThatExceptionOfType(BrokenSeal.class)
                .isThrownBy(opening)
                .withMessageContaining(message)
                .satisfies(broken -> assertThat(broken).hasMessageNotContaining("U12345678"));
    }
}
