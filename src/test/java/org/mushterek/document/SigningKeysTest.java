package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir
    Path folder;

    private SigningKeys keys;

    @BeforeEach
    void signOnce() {
        keys = new SigningKeys(folder, true);
        keys.of("AZE");
    }

    @Test
    void signsWithANewKeyAfterTheFormerWasTakenAwayAndAnotherNodeHasMadeIt() throws IOException {
        var before = keys.of("AZE");
        Files.delete(folder.resolve("aze.key"));
        var renewed = new SigningKeys(folder, true).of("AZE");

        assertThat(keys.of("AZE").keyId()).isEqualTo(renewed.keyId()).isNotEqualTo(before.keyId());
        assertThat(keys.publicKeys())
                .extracting(VerifyingKey::keyId)
                .containsExactlyInAnyOrder(before.keyId(), renewed.keyId());
    }

    @Test
    void signsNothingWithAKeyThatWasDamagedMeanwhile() throws IOException {
        Files.writeString(folder.resolve("aze.key"), "");

        assertThatIllegalStateException().isThrownBy(() -> keys.of("AZE")).withMessageContaining("aze.key");
    }

    @Test
    void believesAKeyNoMoreWhosePublicPartWasTakenAway() throws IOException {
        var stolen = keys.of("AZE").keyId();
        assertThat(keys.find(stolen)).isPresent();

        Files.delete(folder.resolve("aze-" + stolen + ".pub"));
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(keys.find(stolen)).isEmpty();
    }

    @Test
    void signsNothingWithAKeyWhosePublicPartIsGone() throws IOException {
        Files.delete(folder.resolve("aze-" + keys.of("AZE").keyId() + ".pub"));

        assertThatIllegalStateException()
                .isThrownBy(() -> new SigningKeys(folder, true).of("AZE"))
                .withMessageContaining("public part");
    }
}
