package org.mushterek.security;

import java.io.Serializable;
import java.security.Principal;

/**
 * Who has signed in, and with which password: whoever sets another one ends every session that began with the former.
 *
 * @param name the account's id
 * @param passwordMark as {@link Accounts.Marked} has it
 */
public record SignedIn(String name, String passwordMark) implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return name;
    }

    /** A mark leads to no password, but what is said of a principal may be logged. */
    @Override
    public String toString() {
        return name;
    }
}
