package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.mushterek.common.Language;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.SignedIn;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * The account behind the present request, read anew each time: a role that was taken away is gone at once, and so is a
 * session that began with a password which is no longer the account's. Controllers take it as a parameter of type
 * {@link Account}.
 */
@Component
public class CurrentAccount {

    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final Accounts accounts;

    CurrentAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<Account> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                        && authentication.isAuthenticated()
                        && authentication.getPrincipal() instanceof SignedIn signedIn
                ? accounts.find(signedIn)
                : Optional.empty();
    }

    /** Lets the present session of the account go on after it has changed its password; every other one ends. */
    void stayWith(Account account, HttpServletRequest request, HttpServletResponse response) {
        var before = SecurityContextHolder.getContext().getAuthentication();
        var signedIn = accounts.findMarked(account.id()).map(Accounts.Marked::signedIn);
        if (signedIn.isPresent() && before != null && request.getSession(false) != null) {
            var after =
                    UsernamePasswordAuthenticationToken.authenticated(signedIn.get(), null, before.getAuthorities());
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(after);
            SecurityContextHolder.setContext(context);
            sessions.saveContext(context, request, response);
        }
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
