package org.mushterek.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.KeyFolder;
import org.mushterek.common.Sha256;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secrets of webhooks. None is stored: each is made from the webhook's id, its number, and a key in a file beside the
 * signing keys, outside the database. Several nodes share that file.
 */
@Component
class WebhookSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int KEY_BYTES = 32;

    private final KeyFolder keyFolder;
    private final Path file;
    private final boolean mayCreate;
    private volatile byte @Nullable [] key;

    /** @param mayCreate whether a key that is missing is made */
    WebhookSecrets(
            @Value("${mushterek.keys.folder:${mushterek.data-folder}/keys}") Path folder,
            @Value("${mushterek.keys.may-create:true}") boolean mayCreate) {
        this.mayCreate = mayCreate;
        this.keyFolder = new KeyFolder(folder);
        this.file = folder.resolve("webhooks.key");
    }

    /** The secret as the receiver is given it, once. */
    String of(String webhook, int number) {
        return PREFIX + Base64.getEncoder().encodeToString(bytes(webhook, number));
    }

    /** What may be stored to recognise the secret: nobody finds the secret from it. */
    String hash(String webhook, int number) {
        return Sha256.of(bytes(webhook, number));
    }

    /** The signature of a message, as in Standard Webhooks: over id, time and body. */
    String sign(String webhook, int number, String id, long timestamp, byte[] body) {
        var signed = hmac(bytes(webhook, number), (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
        return "v1," + Base64.getEncoder().encodeToString(signed);
    }

    private byte[] bytes(String webhook, int number) {
        return hmac(key(), (webhook + ":" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] key() {
        var known = key;
        if (known == null) {
            known = read();
            key = known;
        }
        return known;
    }

    private byte[] read() {
        try {
            if (!Files.exists(file)) {
                if (!mayCreate) {
                    throw new IllegalStateException(
                            "There is no key for webhooks at %s, and none may be made".formatted(file)
                                    + " (mushterek.keys.may-create).%nMaybe the folder of the keys was not copied to this machine."
                                            .formatted());
                }
                keyFolder.underLock(() -> {
                    if (!Files.exists(file)) {
                        keyFolder.write(file, Base64.getEncoder().encodeToString(random()) + "\n", "rw-------");
                    }
                });
            }
            KeyFolder.refuseIfOpenToOthers(file);
            return Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] random() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
