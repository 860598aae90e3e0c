package org.mushterek.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mushterek.common.KeyFolder;
import org.mushterek.common.PemFile;

/**
 * The sides' Ed25519 keys, in a folder outside the database. For each side there is at most one private key,
 * {@code aze.key}: a PEM file of the private part (PKCS#8) and its public part, which only its owner may read where the
 * file system knows owners. Beside it stand the public keys, {@code aze-1a2b3c4d.pub}, which are kept for ever, so that
 * what a retired key has signed stays genuine. No key is built in.
 *
 * <p>Several nodes may share the folder; a lock file keeps them from making two keys for one side.
 */
public final class SigningKeys implements KeyLookup {

    private static final int KEY_ID_BYTES = 4;
    private static final Pattern SIDE = Pattern.compile("[A-Z]{3}");
    private static final Pattern PUBLIC_FILE = Pattern.compile("([a-z]{3})-([0-9a-f]{8})\\.pub");

    private final Path folder;
    private final KeyFolder keyFolder;
    private final boolean mayCreate;
    private volatile Known known;

    private record Known(Map<String, VerifyingKey> byId, FileTime asOf) {}

    /**
     * @param folder where the keys are or shall be
     * @param mayCreate whether a key that is missing is made at its first use
     * @throws IllegalStateException where a file in the folder is not what its name says
     */
    public SigningKeys(Path folder, boolean mayCreate) {
        this.folder = folder;
        this.keyFolder = new KeyFolder(folder);
        this.mayCreate = mayCreate;
        this.known = read();
    }

    /**
     * The key with which a side signs now.
     *
     * @throws IllegalStateException where there is none and none may be made, or where the file is damaged or open to
     *     others
     */
    public SigningKey of(String side) {
        var file = privateFile(side);
        if (!Files.exists(file)) {
            if (!mayCreate) {
                throw new IllegalStateException(
                        "Side %s has no signing key: %s is missing.%nMaybe the folder of keys".formatted(side, file)
                                + " is set wrongly, or the key was not copied to this machine. It is not made here, because"
                                + " that is switched off.");
            }
            keyFolder.underLock(() -> {
                if (!Files.exists(file)) {
                    create(side);
                }
            });
        }
        return load(side, file);
    }

    /** Replaces a side's key by a new one. What the old one signed stays genuine; its private part is gone. */
    public SigningKey rotate(String side) {
        var file = privateFile(side);
        keyFolder.underLock(() -> create(side));
        return load(side, file);
    }

    @Override
    public Optional<VerifyingKey> find(String keyId) {
        var key = known.byId().get(keyId);
        if (key == null && hasChanged()) {
            known = read();
            key = known.byId().get(keyId);
        }
        return Optional.ofNullable(key);
    }

    /** Every public key, current and retired, ordered by its id: what a gate needs to check permits without network. */
    public List<VerifyingKey> publicKeys() {
        if (hasChanged()) {
            known = read();
        }
        return List.copyOf(known.byId().values());
    }

    static String keyId(PublicKey key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path privateFile(String side) {
        if (!SIDE.matcher(side).matches()) {
            throw new IllegalArgumentException("Not a side: " + side);
        }
        return folder.resolve(side.toLowerCase(Locale.ROOT) + ".key");
    }

    private void create(String side) throws IOException, GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(SigningKey.ALGORITHM).generateKeyPair();
        var id = keyId(pair.getPublic());
        var stem = side.toLowerCase(Locale.ROOT);
        var publicFile = folder.resolve(stem + "-" + id + ".pub");
        if (read().byId().containsKey(id)) {
            throw new IllegalStateException("Another key has the id " + id + " already.\nMaybe try again.");
        }
        // The public part first: a private key whose signatures nobody can check must never exist.
        keyFolder.write(
                publicFile, PemFile.block(PemFile.PUBLIC_KEY, pair.getPublic().getEncoded()), "rw-r--r--");
        keyFolder.write(
                folder.resolve(stem + ".key"),
                PemFile.block(PemFile.PRIVATE_KEY, pair.getPrivate().getEncoded())
                        + PemFile.block(PemFile.PUBLIC_KEY, pair.getPublic().getEncoded()),
                "rw-------");
        known = read();
    }

    private SigningKey load(String side, Path file) {
        try {
            KeyFolder.refuseIfOpenToOthers(file);
            var blocks = blocks(file);
            var privateBlock = blocks.get(PemFile.PRIVATE_KEY);
            var publicBlock = blocks.get(PemFile.PUBLIC_KEY);
            if (privateBlock == null || publicBlock == null) {
                throw damaged(file, null);
            }
            var factory = KeyFactory.getInstance(SigningKey.ALGORITHM);
            var publicKey = factory.generatePublic(new X509EncodedKeySpec(publicBlock));
            var key = new SigningKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateBlock)),
                    new VerifyingKey(side, keyId(publicKey), publicKey));
            proveThatPartsBelongTogether(key, file);
            var published = find(key.keyId()).orElse(null);
            if (published == null || !published.side().equals(side)) {
                throw new IllegalStateException(
                        "The public part of %s is missing from %s.%nMaybe it was deleted: what".formatted(file, folder)
                                + " this key signs could not be checked.");
            }
            return key;
        } catch (GeneralSecurityException unusable) {
            throw damaged(file, unusable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void proveThatPartsBelongTogether(SigningKey key, Path file) throws GeneralSecurityException {
        var probe = "probe".getBytes(StandardCharsets.US_ASCII);
        var signature = Signature.getInstance(SigningKey.ALGORITHM);
        signature.initVerify(key.verifyingKey().publicKey());
        signature.update(probe);
        if (!signature.verify(key.sign(probe))) {
            throw damaged(file, null);
        }
    }

    private boolean hasChanged() {
        try {
            return Files.isDirectory(folder)
                    && !Files.getLastModifiedTime(folder).equals(known.asOf());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Known read() {
        var byId = new TreeMap<String, VerifyingKey>();
        if (!Files.isDirectory(folder)) {
            return new Known(byId, FileTime.fromMillis(0));
        }
        try {
            // The time is taken before the files are listed, so that what comes meanwhile is read next time.
            var asOf = Files.getLastModifiedTime(folder);
            for (var file : filesIn(folder)) {
                var name = PUBLIC_FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    var key = publicKey(file);
                    if (!keyId(key).equals(name.group(2))) {
                        throw damaged(file, null);
                    }
                    byId.put(
                            name.group(2),
                            new VerifyingKey(name.group(1).toUpperCase(Locale.ROOT), name.group(2), key));
                }
            }
            return new Known(byId, asOf);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Collection<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static PublicKey publicKey(Path file) throws IOException {
        var block = blocks(file).get(PemFile.PUBLIC_KEY);
        if (block == null) {
            throw damaged(file, null);
        }
        try {
            return KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(block));
        } catch (GeneralSecurityException unusable) {
            throw damaged(file, unusable);
        }
    }

    private static Map<String, byte[]> blocks(Path file) throws IOException {
        try {
            return PemFile.blocks(file);
        } catch (IllegalArgumentException notBase64) {
            throw damaged(file, notBase64);
        }
    }

    private static IllegalStateException damaged(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalStateException(
                "The file %s does not hold the Ed25519 key that its name promises.%nMaybe it was edited or cut off; restore it from a copy."
                        .formatted(file),
                cause);
    }
}
