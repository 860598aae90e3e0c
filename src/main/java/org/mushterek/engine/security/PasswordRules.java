package org.mushterek.engine.security;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * A password is long, of several characters, and not the account's own id. Length counts more than kinds of signs. The
 * demo profile's one password is accepted there and nowhere else.
 */
@Component
public class PasswordRules implements PasswordPolicy {

    public static final int LEAST_LENGTH = 12;
    static final String DEMO_PASSWORD = "demo";
    private static final int LEAST_DIFFERENT_CHARACTERS = 5;

    private final boolean demo;

    PasswordRules(Environment environment) {
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.of(new LongAndVaried());
    }

    /** Whether the password would do for the account. */
    public boolean accepts(String password, @Nullable String accountId) {
        if (demo && password.equals(DEMO_PASSWORD)) {
            return true;
        }
        var lower = password.toLowerCase(Locale.ROOT);
        return password.codePointCount(0, password.length()) >= LEAST_LENGTH
                && password.codePoints().distinct().count() >= LEAST_DIFFERENT_CHARACTERS
                && (accountId == null || !lower.contains(accountId.toLowerCase(Locale.ROOT)));
    }

    private final class LongAndVaried implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return "PASSWORD_POLICY_LENGTH";
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of("minLength", String.valueOf(LEAST_LENGTH));
        }

        @Override
        public boolean execute(String candidate) {
            return accepts(candidate, null);
        }

        @Override
        public boolean execute(String candidate, @Nullable User user) {
            return accepts(candidate, user == null ? null : user.getId());
        }
    }
}
