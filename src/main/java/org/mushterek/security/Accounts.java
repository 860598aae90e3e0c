package org.mushterek.security;

import java.util.Optional;
import org.mushterek.common.Language;

/** The one store of accounts, as the rest of the program sees it. */
public interface Accounts {

    /** The account with this id, if it exists and belongs to a side. */
    Optional<Account> find(String id);

    /** From now on everything is told to this account in the language. */
    void chooseLanguage(String id, Language language);
}
