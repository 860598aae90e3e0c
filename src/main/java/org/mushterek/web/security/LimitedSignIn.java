package org.mushterek.web.security;

import java.time.Clock;
import org.mushterek.web.Allowance;
import org.mushterek.web.Allowance.Limit;
import org.mushterek.web.ClientAddress;
import org.mushterek.web.TooOften;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * The sign-in, which looks at no more passwords from an address that has sent too many wrong ones: each account makes whoever
 * guesses wait, but somebody who tries one password with many accounts, or names that nobody has, would keep the processors
 * hashing and the audit growing. What is right never counts.
 */
final class LimitedSignIn implements AuthenticationManager {

    private final AuthenticationManager signIn;
    private final Allowance refusals;

    LimitedSignIn(AuthenticationProvider signIn, Settings settings, Clock clock) {
        this.signIn = new ProviderManager(signIn);
        this.refusals = new Allowance(settings.refusalsByAddress(), settings.mostRemembered(), clock);
    }

    /** @param mostRemembered how many addresses are remembered */
    @ConfigurationProperties("mushterek.sign-in")
    record Settings(Limit refusalsByAddress, int mostRemembered) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Settings.class)
    static class Setup {}

    /** No password was looked at. */
    static final class Later extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final TooOften why;

        Later(TooOften why) {
            super("Too many wrong sign-ins", why);
            this.why = why;
        }

        /** How long to wait, in seconds, at least 1. */
        long seconds() {
            return why.seconds();
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var address = attempt.getDetails() instanceof WebAuthenticationDetails from
                ? ClientAddress.of(from.getRemoteAddress())
                : "";
        refusals.waitFor(address).ifPresent(wait -> {
            throw new Later(new TooOften(wait));
        });
        try {
            return signIn.authenticate(attempt);
        } catch (AuthenticationException refused) {
            refusals.take(address);
            throw refused;
        }
    }
}
