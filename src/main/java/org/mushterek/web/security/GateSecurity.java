package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The public check of permits. Nobody has an account here, not even one who is signed in, and nothing is changed: so
 * there is no session, no cookie, and nothing that a forged request could do.
 */
@Configuration(proxyBeanMethods = false)
class GateSecurity {

    /** No script at all, nothing from elsewhere, and no page around it. */
    private static final String PAGE_CONTENT =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    @Bean
    @Order(0)
    SecurityFilterChain gate(HttpSecurity http) throws Exception {
        return http.securityMatcher(GateSecurity::isGate)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .csrf(forgery -> forgery.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(out -> out.disable())
                // The token is in the address, so the address is told to nobody.
                .headers(headers -> headers.frameOptions(frames -> frames.deny())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    private static boolean isGate(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/verify") || path.startsWith("/verify/");
    }
}
