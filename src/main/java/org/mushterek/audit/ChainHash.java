package org.mushterek.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Sha256;

/**
 * The hashes of which chains and checkpoints are made, as docs/audit.md describes them for whoever checks with other tools:
 * SHA-256 over netstrings, in lower-case hexadecimal digits.
 */
final class ChainHash {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;

    private ChainHash() {}

    /** SHA-256 over the values, each as {@code length:value,} in UTF-8, a missing one as {@code -}. */
    static String of(String kind, @Nullable Object... values) {
        var sha = Sha256.begin();
        add(sha, kind);
        for (var value : values) {
            add(sha, value == null ? null : value.toString());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** What the first entry of a chain follows; it ties the chain's mark to its name. */
    static String beginning(String chain, String mark) {
        return of("mushterek-audit-chain-1", chain, mark);
    }

    /** The hash of an entry at its place. */
    static String link(String chain, long position, String previous, String digest) {
        return of("mushterek-audit-link-1", chain, position, previous, digest);
    }

    /** What stands for the head of a chain in a checkpoint. */
    static String leaf(String mark, long position, String hash) {
        return of("mushterek-audit-head-1", mark, position, hash);
    }

    /** What stands for all heads of a checkpoint, in whatever order they come. */
    static String root(List<String> leaves) {
        return of("mushterek-audit-root-1", leaves.stream().sorted().toArray());
    }

    /** Nobody guesses it, so nobody finds from a digest what it was made of. */
    static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void add(MessageDigest sha, @Nullable String value) {
        if (value == null) {
            sha.update((byte) '-');
            return;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        sha.update((byte) ',');
    }
}
