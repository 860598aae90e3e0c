package org.mushterek.common;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Sides that share cases: what one of them does in such a case the others see.
 *
 * @param tenant as in the engine: {@code joint-} and the sides' tenants in alphabetical order
 */
public record Parties(String tenant, List<Side> sides) {

    public Parties {
        sides = List.copyOf(sides);
    }

    static Parties of(List<Side> sides) {
        return new Parties(
                "joint-"
                        + String.join(
                                "-", sides.stream().map(Side::tenant).sorted().toList()),
                sides);
    }

    public boolean includes(Side side) {
        return sides.contains(side);
    }

    /** The codes of the sides, in their order. */
    public List<String> codes() {
        return sides.stream().map(Side::code).toList();
    }

    /** Whether these are the sides with these codes, no more and no fewer. */
    public boolean are(Collection<String> codes) {
        return new HashSet<>(codes()).equals(new HashSet<>(codes));
    }
}
