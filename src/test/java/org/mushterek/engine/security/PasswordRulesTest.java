package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(new MockEnvironment());

    @Test
    void wantsTwelveCharacters() {
        assertThat(rules.accepts("abcdefghijk", "tur.admin")).isFalse();
        assertThat(rules.accepts("abcdefghijkl", "tur.admin")).isTrue();
    }

    @Test
    void wantsFiveDifferentCharacters() {
        assertThat(rules.accepts("abcdabcdabcd", "tur.admin")).isFalse();
        assertThat(rules.accepts("abcdabcdabce", "tur.admin")).isTrue();
    }

    @Test
    void refusesTheAccountsOwnName() {
        assertThat(rules.accepts("my TUR.Admin 12", "tur.admin")).isFalse();
    }

    @Test
    void acceptsTheDemoPasswordInTheDemoOnly() {
        var environment = new MockEnvironment();
        environment.setActiveProfiles("demo");

        assertThat(new PasswordRules(environment).accepts("demo", "tur.admin")).isTrue();
        assertThat(new PasswordRules(environment).accepts("demo1", "tur.admin")).isFalse();
        assertThat(rules.accepts("demo", "tur.admin")).isFalse();
    }
}
