package org.mushterek.audit;

/**
 * Something in the audit that is not as it was written.
 *
 * @param chain where, such as {@code case:VIS-TUR-2027-0042}; {@code checkpoints} for a checkpoint
 * @param first the first position concerned, or the number of the checkpoint
 * @param last the last one
 */
public record AuditFault(Kind kind, String chain, long first, long last, String says) {

    /** What was done to it, as far as that can be told from what is left. */
    public enum Kind {
        /** What it says is not what was written. */
        ALTERED,
        /** It is gone, with what followed it still there. */
        MISSING,
        /** It is gone, and so is everything that followed it. */
        TRUNCATED,
        /** It was never written by the program. */
        ADDED,
        /** It stands where it was not written. */
        MOVED,
        /** A checkpoint that was not signed, or not as it is. */
        FORGED
    }

    /** One line for whoever reads the outcome of a check. */
    @Override
    public String toString() {
        return "%-9s %s %s: %s".formatted(kind, chain, first == last ? "" + first : first + "-" + last, says);
    }
}
