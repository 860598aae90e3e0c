package org.mushterek.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSecretsTest {

    @TempDir
    Path folder;

    @Test
    void makesItsKeyOnceAndKeepsItToItself() throws IOException {
        var secret = new WebhookSecrets(folder, true).of("WHK-1", 1);

        assertThat(secret).startsWith("whsec_");
        assertThat(new WebhookSecrets(folder, false).of("WHK-1", 1)).isEqualTo(secret);
        assertThat(new WebhookSecrets(folder, false).of("WHK-1", 2)).isNotEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("webhooks.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesNoKeyWhereNoneMayBeMade() {
        var secrets = new WebhookSecrets(folder, false);

        assertThatThrownBy(() -> secrets.of("WHK-1", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mushterek.keys.may-create");
        assertThat(folder.resolve("webhooks.key")).doesNotExist();
    }

    @Test
    void readsNoKeyThatEverybodyCanRead() throws IOException {
        new WebhookSecrets(folder, true).of("WHK-1", 1);
        Files.setPosixFilePermissions(folder.resolve("webhooks.key"), PosixFilePermissions.fromString("rw-r--r--"));

        var secrets = new WebhookSecrets(folder, true);
        assertThatThrownBy(() -> secrets.of("WHK-1", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }
}
