package org.mushterek.security;

import org.jspecify.annotations.Nullable;

/**
 * Who did a step: an account, and the absent officer in whose stead it acted.
 *
 * @param principal id of the absent officer; null where the account acted by a right of its own
 */
public record Hand(String account, @Nullable String principal) {

    private static final String PROGRAM = "system";

    /** The hand as kept in two columns, nobody's where the first is empty. */
    public static @Nullable Hand of(@Nullable String account, @Nullable String principal) {
        return account == null ? null : new Hand(account, principal);
    }

    /**
     * Whether the same person stands behind both, in person or by a deputy. Where a deputy acts by a right of his own,
     * he is himself and nobody else; what the program does by itself is nobody's.
     */
    public boolean isOneWith(@Nullable Hand other) {
        return other != null
                && !account.equals(PROGRAM)
                && (account.equals(other.account)
                        || account.equals(other.principal)
                        || principal != null && (principal.equals(other.account) || principal.equals(other.principal)));
    }
}
