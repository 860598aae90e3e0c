package org.mushterek.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.mushterek.common.Ed25519Keys;
import org.mushterek.common.KeyFolder;

/**
 * The sides' Ed25519 keys, in a folder outside the database. For each side there is at most one private key,
 * {@code aze.key}: a PEM file of the private part (PKCS#8) and its public part, which only its owner may read where the
 * file system knows owners. Beside it stand the public keys, {@code aze-1a2b3c4d.pub}, which are kept for ever, so that
 * what a retired key has signed stays genuine. No key is built in.
 *
 * <p>Several nodes may share the folder; a lock file keeps them from making two keys for one side.
 */
public final class SigningKeys implements KeyLookup {

    private static final Pattern SIDE = Pattern.compile("[A-Z]{3}");
    private static final Pattern PUBLIC_FILE = Pattern.compile("([a-z]{3})-([0-9a-f]{8})\\.pub");

    private final Path folder;
    private final KeyFolder keyFolder;
    private final boolean mayCreate;
    private final Map<String, Tried> tried = new ConcurrentHashMap<>();
    private volatile Known known;

    private record Known(Map<String, VerifyingKey> byId, FileTime asOf) {}

    /** A private key that has shown that it fits its public part, and what its file held then. */
    private record Tried(byte[] content, KeyPair pair) {}

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

    @Override
    public Optional<VerifyingKey> find(String keyId) {
        return Optional.ofNullable(present().byId().get(keyId));
    }

    /** Every public key, current and retired, ordered by its id: what a gate needs to check permits without network. */
    public List<VerifyingKey> publicKeys() {
        return List.copyOf(present().byId().values());
    }

    /** As the folder is now: a key of which the public part was taken away, because it was stolen, is believed no more. */
    private Known present() {
        if (hasChanged()) {
            known = read();
        }
        return known;
    }

    private Path privateFile(String side) {
        if (!SIDE.matcher(side).matches()) {
            throw new IllegalArgumentException("Not a side: " + side);
        }
        return folder.resolve(side.toLowerCase(Locale.ROOT) + ".key");
    }

    private void create(String side) throws IOException {
        var pair = Ed25519Keys.make();
        var id = Ed25519Keys.id(pair.getPublic());
        if (read().byId().containsKey(id)) {
            throw new IllegalStateException("Another key has the id " + id + " already.\nMaybe try again.");
        }
        Ed25519Keys.write(keyFolder, folder, side.toLowerCase(Locale.ROOT), pair);
        known = read();
    }

    private SigningKey load(String side, Path file) {
        var pair = pair(side, file);
        var id = Ed25519Keys.id(pair.getPublic());
        var published = find(id).orElse(null);
        if (published == null || !published.side().equals(side)) {
            throw new IllegalStateException(
                    "The public part of %s is missing from %s.%nMaybe it was deleted: what".formatted(file, folder)
                            + " this key signs could not be checked.");
        }
        return new SigningKey(pair.getPrivate(), new VerifyingKey(side, id, pair.getPublic()));
    }

    /** A key is tried once, as long as its file holds the same: another node may replace it at any time. */
    private KeyPair pair(String side, Path file) {
        try {
            KeyFolder.refuseIfOpenToOthers(file);
            var content = Files.readAllBytes(file);
            var before = tried.get(side);
            if (before != null && Arrays.equals(before.content(), content)) {
                return before.pair();
            }
            var pair = Ed25519Keys.read(file);
            tried.put(side, new Tried(content, pair));
            return pair;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
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
                    byId.put(
                            name.group(2),
                            new VerifyingKey(
                                    name.group(1).toUpperCase(Locale.ROOT),
                                    name.group(2),
                                    Ed25519Keys.readPublic(file, name.group(2))));
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
}
