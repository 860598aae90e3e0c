package org.mushterek.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Refusal;

/**
 * What the administrator of a side does with its accounts. Nobody sees or changes an account of another side, and an id is
 * never given to a second person: a closed account stays, without roles.
 */
public interface AccountRegister {

    /**
     * One account as its administrator sees it.
     *
     * @param roles none for a closed account
     * @param waiting whether it has to wait after wrong passwords
     */
    record Entry(String id, String name, Set<Role> roles, Language language, boolean waiting) {}

    /**
     * An account to be made.
     *
     * @param id the side in lower case, a dot, and letters, digits, dots or hyphens: {@code tur.m.yilmaz}
     * @param name of the person, as colleagues read it in lists of tasks
     */
    record NewAccount(
            String id,
            String name,
            String password,
            Set<Role> roles,
            @Nullable Language language) {}

    /**
     * The accounts of the administrator's side, by id.
     *
     * @throws Refusal {@code FORBIDDEN} to everybody else, here and below
     */
    List<Entry> ofSide(Account administrator);

    /**
     * Whoever does not administer accounts is refused before anything else is judged.
     *
     * @throws Refusal FORBIDDEN
     */
    void demandAdministrator(Account account);

    /**
     * Makes an account.
     *
     * @throws Refusal {@code INVALID} with every fault, {@code CONFLICT} where the id was ever in use
     */
    Entry create(Account administrator, NewAccount account);

    /**
     * Gives the account these roles and no others; with none it is closed.
     *
     * @throws Refusal {@code INVALID} for an administrator with other roles, {@code CONFLICT} for one's own account
     */
    Entry assignRoles(Account administrator, String id, Set<Role> roles);

    /** Sets a new password, and ends any wait after wrong ones. */
    void setPassword(Account administrator, String id, String password);

    /**
     * Somebody changes the own password.
     *
     * @throws Refusal {@code INVALID} where the present one is wrong or the new one too easy to guess
     */
    void changeOwnPassword(Account account, String present, String next);
}
