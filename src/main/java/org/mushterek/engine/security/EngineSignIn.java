package org.mushterek.engine.security;

import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.guard.AccountLocks;
import org.mushterek.engine.guard.SlowPasswordHash;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks id and password against the engine's identity tables, which also count wrong passwords and make the account
 * wait. To the outside a wrong id, a wrong password, a waiting account and one without a side look alike, and take
 * alike long.
 */
@Component
public class EngineSignIn implements AuthenticationProvider {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_PASSWORD = 200;

    private final IdentityService identities;
    private final EngineWork engineWork;
    private final Accounts accounts;
    private final AccountLocks locks;
    private final AuditTrail auditTrail;
    private final SlowPasswordHash passwordHash;

    EngineSignIn(
            IdentityService identities,
            EngineWork engineWork,
            Accounts accounts,
            AccountLocks locks,
            AuditTrail auditTrail,
            SlowPasswordHash passwordHash) {
        this.identities = identities;
        this.engineWork = engineWork;
        this.accounts = accounts;
        this.locks = locks;
        this.auditTrail = auditTrail;
        this.passwordHash = passwordHash;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var id = attempt.getName();
        var password =
                attempt.getCredentials() == null ? "" : attempt.getCredentials().toString();
        if (id.length() > LONGEST_ID || password.length() > LONGEST_PASSWORD) {
            throw refusal(null, "unusable");
        }
        // The mark is read before the password is checked: one that is changed meanwhile opens no session.
        var known = accounts.findMarked(id).orElse(null);
        if (known == null || engineWork.asSystem(() -> locks.isWaiting(id))) {
            passwordHash.encrypt(password);
            throw known == null ? refusal(null, "unknown") : refusal(known.account(), "waiting");
        }
        var account = known.account();
        if (!engineWork.asSystem(() -> identities.checkPassword(id, password))) {
            throw refusal(account, "password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                known.signedIn(),
                null,
                account.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList());
    }

    /** What was typed in place of an unknown id is not kept: it might be a password. */
    private AuthenticationException refusal(@Nullable Account account, String why) {
        auditTrail.record(
                account == null ? "unknown" : account.id(),
                account == null ? null : account.side().code(),
                null,
                "signIn.refused",
                why);
        return new BadCredentialsException("Sign-in refused");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
