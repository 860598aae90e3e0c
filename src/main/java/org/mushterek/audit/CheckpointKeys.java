package org.mushterek.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mushterek.common.Ed25519Keys;
import org.mushterek.common.KeyFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 key that signs checkpoints, {@code audit.key} beside the sides' keys and outside the database; it signs
 * nothing else. The public parts, {@code audit-1a2b3c4d.pub}, are kept for ever: with them, handed over once, auditors check
 * every export. The last checkpoint is noted there too ({@code audit.last}), so that a database which was put back to an
 * earlier state shows it.
 */
@Component
class CheckpointKeys {

    private static final Pattern PUBLIC_FILE = Pattern.compile("audit-([0-9a-f]{8})\\.pub");

    private final Path folder;
    private final KeyFolder keyFolder;
    private final boolean mayCreate;

    CheckpointKeys(
            @Value("${mushterek.keys.folder:${mushterek.data-folder}/keys}") Path folder,
            @Value("${mushterek.keys.may-create:true}") boolean mayCreate) {
        this.folder = folder;
        this.keyFolder = new KeyFolder(folder);
        this.mayCreate = mayCreate;
    }

    /** A signature and the key that made it. */
    record Signed(String keyId, String signature) {}

    /** What is known outside the database of the last checkpoint. */
    record Noted(long number, String hash) {}

    /** Signs with the present key, which is made at its first use. */
    Signed sign(String text) {
        var file = folder.resolve("audit.key");
        if (!Files.exists(file)) {
            if (!mayCreate) {
                throw new IllegalStateException("There is no key to sign checkpoints of the audit: " + file
                        + " is missing.\nMaybe the folder of keys is set wrongly, or the key was not copied to this"
                        + " machine. It is not made here, because that is switched off.");
            }
            keyFolder.underLock(() -> {
                if (!Files.exists(file)) {
                    Ed25519Keys.write(keyFolder, folder, "audit", Ed25519Keys.make());
                }
            });
        }
        var pair = Ed25519Keys.read(file);
        return new Signed(
                Ed25519Keys.id(pair.getPublic()),
                Base64.getEncoder()
                        .encodeToString(Ed25519Keys.sign(pair.getPrivate(), text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Every public key in a folder, by its id. */
    static Map<String, PublicKey> publicKeys(Path folder) {
        var keys = new TreeMap<String, PublicKey>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = PUBLIC_FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    keys.put(name.group(1), Ed25519Keys.readPublic(file, name.group(1)));
                }
            }
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Map<String, PublicKey> publicKeys() {
        return publicKeys(folder);
    }

    /** Notes the last checkpoint outside the database; a later one that another node noted stays. */
    void note(long number, String hash) {
        keyFolder.underLock(() -> {
            if (noted(folder).map(Noted::number).orElse(0L) < number) {
                keyFolder.write(folder.resolve("audit.last"), number + " " + hash + "\n", "rw-------");
            }
        });
    }

    static Optional<Noted> noted(Path folder) {
        var file = folder.resolve("audit.last");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var parts =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", 2);
            return Optional.of(new Noted(Long.parseLong(parts[0]), parts.length > 1 ? parts[1] : ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NumberFormatException edited) {
            throw damaged(file);
        }
    }

    Optional<Noted> noted() {
        return noted(folder);
    }

    static boolean verify(PublicKey key, String text, String signature) {
        try {
            return Ed25519Keys.verify(
                    key,
                    text.getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static IllegalStateException damaged(Path file) {
        return new IllegalStateException(
                "The file %s does not hold what its name promises.%nMaybe it was edited or cut off; restore it from a copy."
                        .formatted(file));
    }
}
