package org.mushterek.security;

import java.util.Optional;
import org.mushterek.common.Language;

/** The one store of accounts, as the rest of the program sees it. */
public interface Accounts {

    /** The account with this id, if it exists and belongs to a side. */
    default Optional<Account> find(String id) {
        return findMarked(id).map(Marked::account);
    }

    /** As {@link #find}, with what marks the account's password. */
    Optional<Marked> findMarked(String id);

    /**
     * An account and its password as far as sessions need it.
     *
     * @param passwordMark the same as long as the password stays; another, also where the same password is set anew
     */
    record Marked(Account account, String passwordMark) {

        /** Whether the password with which somebody signed in is still the account's. */
        public boolean isStill(SignedIn signedIn) {
            return passwordMark.equals(signedIn.passwordMark());
        }
    }

    /** From now on everything is told to this account in the language. */
    void chooseLanguage(String id, Language language);
}
