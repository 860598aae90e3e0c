package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.mushterek.common.Language;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The account behind the present request, read anew each time: a role that was taken away is gone at once. Controllers
 * take it as a parameter of type {@link Account}.
 */
@Component
public class CurrentAccount {

    private final Accounts accounts;

    CurrentAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<Account> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        return accounts.find(authentication.getName());
    }

    /** @throws InsufficientAuthenticationException where nobody is signed in, or the account is gone */
    public Account require() {
        return find().orElseThrow(() -> new InsufficientAuthenticationException("Nobody is signed in"));
    }

    /** The account's language, or where nobody is signed in the first that the browser asks for. */
    public Language language(HttpServletRequest request) {
        return find().map(Account::language)
                .orElseGet(() -> Language.of(request.getLocale().toLanguageTag()));
    }
}
