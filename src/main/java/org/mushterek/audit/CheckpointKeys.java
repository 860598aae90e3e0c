package org.mushterek.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mushterek.common.KeyFolder;
import org.mushterek.common.PemFile;
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

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 4;
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
        try {
            var file = folder.resolve("audit.key");
            if (!Files.exists(file)) {
                if (!mayCreate) {
                    throw new IllegalStateException("There is no key to sign checkpoints of the audit: " + file
                            + " is missing.\nMaybe the folder of keys is set wrongly, or the key was not copied to this"
                            + " machine. It is not made here, because that is switched off.");
                }
                keyFolder.underLock(() -> {
                    if (!Files.exists(file)) {
                        create(file);
                    }
                });
            }
            KeyFolder.refuseIfOpenToOthers(file);
            var blocks = PemFile.blocks(file);
            var factory = KeyFactory.getInstance(ALGORITHM);
            var publicKey = factory.generatePublic(new X509EncodedKeySpec(required(blocks, PemFile.PUBLIC_KEY, file)));
            var signature = signature(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(required(blocks, PemFile.PRIVATE_KEY, file))),
                    text);
            if (!verify(publicKey, text, signature)) {
                throw damaged(file);
            }
            return new Signed(id(publicKey), signature);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The key that signs checkpoints of the audit cannot be used", unusable);
        }
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
                    var key = publicKey(required(PemFile.blocks(file), PemFile.PUBLIC_KEY, file));
                    if (!id(key).equals(name.group(1))) {
                        throw damaged(file);
                    }
                    keys.put(name.group(1), key);
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
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    /** @throws IllegalArgumentException where it is no Ed25519 key */
    static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("Not an Ed25519 key", unusable);
        }
    }

    static String id(PublicKey key) {
        return HexFormat.of().formatHex(ChainHash.sha256().digest(key.getEncoded()), 0, ID_BYTES);
    }

    private static String signature(PrivateKey key, String text) throws GeneralSecurityException {
        var signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private void create(Path file) throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        var publicPart = PemFile.block(PemFile.PUBLIC_KEY, pair.getPublic().getEncoded());
        // The public part first: a private key whose signatures nobody can check must never exist.
        keyFolder.write(folder.resolve("audit-" + id(pair.getPublic()) + ".pub"), publicPart, "rw-r--r--");
        keyFolder.write(
                file, PemFile.block(PemFile.PRIVATE_KEY, pair.getPrivate().getEncoded()) + publicPart, "rw-------");
    }

    private static byte[] required(Map<String, byte[]> blocks, String kind, Path file) {
        var block = blocks.get(kind);
        if (block == null) {
            throw damaged(file);
        }
        return block;
    }

    private static IllegalStateException damaged(Path file) {
        return new IllegalStateException(
                "The file %s does not hold what its name promises.%nMaybe it was edited or cut off; restore it from a copy."
                        .formatted(file));
    }
}
