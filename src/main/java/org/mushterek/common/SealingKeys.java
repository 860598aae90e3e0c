package org.mushterek.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secret keys of each side, in a folder outside the database: one file for a side, {@code tur.seal}, which only its owner
 * may read. It holds a key for digests, which stays, and every key that ever sealed, the newest last: a retired key still
 * opens what it sealed. Whoever loses the file loses what is sealed.
 *
 * <p>Several nodes may share the folder.
 */
@Component
public class SealingKeys {

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;
    private static final Pattern SIDE = Pattern.compile("[A-Z]{3}");
    private static final Pattern LINE =
            Pattern.compile("(seal|digest) ([a-z]{3}-[0-9a-f]{8}) (\\d{4}-\\d{2}-\\d{2}) ([A-Za-z0-9+/]+=*)");

    private final KeyFolder keyFolder;
    private final Path folder;
    private final boolean mayCreate;
    private final Clock clock;
    private final Map<String, Ring> known = new ConcurrentHashMap<>();

    /**
     * @param folder where the keys are or shall be
     * @param mayCreate whether keys that are missing are made
     */
    public SealingKeys(
            @Value("${mushterek.keys.folder:${mushterek.data-folder}/keys}") Path folder,
            @Value("${mushterek.keys.may-create:true}") boolean mayCreate,
            Clock clock) {
        this.keyFolder = new KeyFolder(folder);
        this.folder = folder;
        this.mayCreate = mayCreate;
        this.clock = clock;
    }

    /**
     * One key of a side.
     *
     * @param id the side in lower case and eight hexadecimal digits that are made from the key itself
     * @param made the day on which it was made, in UTC
     */
    record Key(String id, LocalDate made, byte[] secret) {

        SecretKeySpec cipher() {
            return new SecretKeySpec(secret, "AES");
        }
    }

    private record Ring(Key digests, List<Key> seals) {

        Key newest() {
            return seals.get(seals.size() - 1);
        }

        Optional<Key> find(String id) {
            return seals.stream().filter(key -> key.id().equals(id)).findFirst();
        }
    }

    /**
     * The key under which is sealed now.
     *
     * @throws IllegalStateException where there is none and none may be made, or where the file is damaged or open to others
     */
    Key current(String side) {
        return ring(side).newest();
    }

    /** A key by its id, retired or not; what another node has made meanwhile is found, too. */
    Optional<Key> find(String side, String id) {
        var held = ring(side).find(id);
        if (held.isPresent()) {
            return held;
        }
        known.remove(side);
        return ring(side).find(id);
    }

    /** Whether the side has keys here. */
    boolean exist(String side) {
        return Files.exists(file(side));
    }

    /** Seals with a new key from now on. Its digests stay as they are. */
    Key renew(String side) {
        var held = ring(side);
        keyFolder.underLock(() -> {
            var seals = new ArrayList<>(read(side).seals());
            if (seals.size() == held.seals().size()) {
                seals.add(newKey(side));
                write(side, new Ring(held.digests(), seals));
            }
        });
        known.remove(side);
        return current(side);
    }

    /** A digest by the side's own key: equal for equal texts, and nobody finds the text from it without the key. */
    byte[] digest(String side, byte[]... parts) {
        return mac(ring(side).digests().secret(), parts);
    }

    Path file(String side) {
        if (!SIDE.matcher(side).matches()) {
            throw new IllegalArgumentException("Not a side: " + side);
        }
        return folder.resolve(side.toLowerCase(Locale.ROOT) + ".seal");
    }

    private Ring ring(String side) {
        return known.computeIfAbsent(side, this::load);
    }

    private Ring load(String side) {
        var file = file(side);
        if (!Files.exists(file)) {
            if (!mayCreate) {
                throw new IllegalStateException(
                        "Side %s has no keys to seal with: %s is missing.%nMaybe the folder of keys"
                                        .formatted(side, file)
                                + " is set wrongly, or the file was not copied to this machine. It is not made here, because"
                                + " that is switched off.");
            }
            keyFolder.underLock(() -> {
                if (!Files.exists(file)) {
                    write(side, new Ring(newKey(side), List.of(newKey(side))));
                }
            });
        }
        return read(side);
    }

    private Key newKey(String side) {
        var secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        return new Key(id(side, secret), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), secret);
    }

    private static String id(String side, byte[] secret) {
        var print = mac(secret, "id of a key".getBytes(StandardCharsets.US_ASCII));
        return side.toLowerCase(Locale.ROOT) + "-" + HexFormat.of().formatHex(print, 0, ID_BYTES);
    }

    private void write(String side, Ring ring) throws IOException {
        var content = new StringBuilder("# Without this file nobody can read what is sealed for " + side
                + " in the database. Keep a copy of it, apart from the copies of the database.\n");
        content.append(line("digest", ring.digests()));
        ring.seals().forEach(key -> content.append(line("seal", key)));
        keyFolder.write(file(side), content.toString(), "rw-------");
    }

    private static String line(String use, Key key) {
        return use + " " + key.id() + " " + key.made() + " "
                + Base64.getEncoder().encodeToString(key.secret()) + "\n";
    }

    private Ring read(String side) {
        var file = file(side);
        try {
            KeyFolder.refuseIfOpenToOthers(file);
            var digests = new ArrayList<Key>();
            var seals = new ArrayList<Key>();
            for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var parts = LINE.matcher(line.strip());
                if (!parts.matches()) {
                    throw damaged(file, null);
                }
                var key = new Key(
                        parts.group(2),
                        LocalDate.parse(parts.group(3)),
                        Base64.getDecoder().decode(parts.group(4)));
                if (key.secret().length != KEY_BYTES || !id(side, key.secret()).equals(key.id())) {
                    throw damaged(file, null);
                }
                (parts.group(1).equals("seal") ? seals : digests).add(key);
            }
            if (digests.size() != 1 || seals.isEmpty()) {
                throw damaged(file, null);
            }
            return new Ring(digests.get(0), List.copyOf(seals));
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            throw damaged(file, unreadable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static IllegalStateException damaged(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalStateException(
                "The file %s does not hold the keys that it should.%nMaybe it was edited or cut off; restore it from a copy."
                        .formatted(file),
                cause);
    }

    private static byte[] mac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            Arrays.stream(parts).forEach(mac::update);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
