package org.mushterek.afteraction;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.common.Side;

/**
 * One text for what the parties of an exercise saw alike.
 *
 * @param number such as {@code MRG-AZE-2027-0001}, which names the side that proposed it
 * @param opener code of that side
 * @param content the joint text
 * @param originals what it rests on
 * @param proposedBy the account, or the code of its side for others
 * @param version counts changes, from 1
 */
public record Merging(
        String number,
        String exercise,
        String opener,
        State state,
        Content content,
        List<Original> originals,
        String proposedBy,
        Instant proposedAt,
        int version) {

    public Merging {
        originals = List.copyOf(originals);
    }

    /** Where it stands. */
    public enum State {
        /** Waits for the other parties. */
        PROPOSED,
        /** Waits for the side that proposed it. */
        RETURNED,
        AGREED,
        WITHDRAWN
    }

    /** @param observation its number; null for a side that may not know of it */
    public record Original(@Nullable String observation, String owner) {}

    /**
     * As a side reads it.
     *
     * @param joint numbers of originals that are accepted and released
     */
    Merging asReadBy(Side side, List<String> joint) {
        return new Merging(
                number,
                exercise,
                opener,
                state,
                content,
                originals.stream()
                        .map(original -> side.code().equals(original.owner()) || joint.contains(original.observation())
                                ? original
                                : new Original(null, original.owner()))
                        .distinct()
                        .toList(),
                side.code().equals(opener) ? proposedBy : opener,
                proposedAt,
                version);
    }
}
