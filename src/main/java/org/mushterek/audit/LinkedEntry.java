package org.mushterek.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in a chain.
 *
 * @param content what it says, null where it is another side's and only its digest is shown
 * @param digest of what it says
 */
record LinkedEntry(
        String chain,
        long position,
        String previous,
        String hash,
        @Nullable EntryContent content,
        String digest) {

    boolean fits(String inChain, long at) {
        return ChainHash.link(inChain, at, previous, digest).equals(hash);
    }

    String named() {
        return content == null ? "the entry" : "the entry %s".formatted(content.action());
    }
}
