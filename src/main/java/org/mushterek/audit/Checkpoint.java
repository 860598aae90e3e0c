package org.mushterek.audit;

import java.time.Instant;

/**
 * A signed statement of how far chains had come.
 *
 * @param number from 1, without gaps
 * @param heads how many chains had moved since the checkpoint before
 * @param root what stands for these heads
 * @param previous hash of the checkpoint before; empty before the first
 */
public record Checkpoint(
        long number,
        Instant takenAt,
        int heads,
        String root,
        String previous,
        String hash,
        String keyId,
        String signature) {

    /** What is signed. */
    static String hash(long number, Instant takenAt, int heads, String root, String previous) {
        return ChainHash.of("mushterek-audit-checkpoint-1", number, takenAt, heads, root, previous);
    }

    boolean isWhole() {
        return hash(number, takenAt, heads, root, previous).equals(hash);
    }
}
