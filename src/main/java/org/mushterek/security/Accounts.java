package org.mushterek.security;

import java.util.Optional;
import org.mushterek.common.Language;

/** The one store of accounts, as the rest of the program sees it. */
public interface Accounts {

    /** The account with this id, if it exists and belongs to a side. */
    default Optional<Account> find(String id) {
        return findMarked(id).map(Marked::account);
    }

    /** The account that has signed in, for as long as it has the password with which it did. */
    default Optional<Account> find(SignedIn signedIn) {
        return findMarked(signedIn.name())
                .filter(known -> known.signedIn().equals(signedIn))
                .map(Marked::account);
    }

    /** As {@link #find(String)}, with what marks the account's password. */
    Optional<Marked> findMarked(String id);

    /**
     * An account and its password as far as sessions need it.
     *
     * @param passwordMark the same as long as the password stays; another, also where the same password is set anew
     */
    record Marked(Account account, String passwordMark) {

        /** Who has signed in with the password of now. */
        public SignedIn signedIn() {
            return new SignedIn(account.id(), passwordMark);
        }
    }

    /** From now on everything is told to this account in the language. */
    void chooseLanguage(String id, Language language);
}
