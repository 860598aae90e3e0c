package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void signsWithTheKeyThatAnotherNodeHasMadeMeanwhile() {
        var before = keys.of("AZE");
        var renewed = new SigningKeys(folder, true).rotate("AZE");

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
    void signsNothingWithAKeyWhosePublicPartIsGone() throws IOException {
        Files.delete(folder.resolve("aze-" + keys.of("AZE").keyId() + ".pub"));

        assertThatIllegalStateException()
                .isThrownBy(() -> new SigningKeys(folder, true).of("AZE"))
                .withMessageContaining("public part");
    }
}
