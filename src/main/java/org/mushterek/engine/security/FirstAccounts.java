package org.mushterek.engine.security;

import java.util.Locale;
import org.camunda.bpm.engine.IdentityService;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The accounts that exist without anybody having made them: in the demo one for each group, otherwise one administrator
 * for each side, with the password that the operator sets for the first start.
 */
@Component
class FirstAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);

    private final IdentityService identities;
    private final Sides sides;
    private final Environment environment;
    private final PasswordRules passwordRules;

    FirstAccounts(IdentityService identities, Sides sides, Environment environment, PasswordRules passwordRules) {
        this.identities = identities;
        this.sides = sides;
        this.environment = environment;
        this.passwordRules = passwordRules;
    }

    /** An account {@code <side>.<role>} for every group, all with the password that the README names. */
    void establishDemo() {
        for (var side : sides.all()) {
            for (var role : Role.values()) {
                establish(side, role, PasswordRules.DEMO_PASSWORD);
            }
        }
    }

    /** {@code <side>.admin} where the property {@code mushterek.admin.<side>.password} is set for a first start. */
    void establishAdministrators() {
        for (var side : sides.all()) {
            if (exists(idOf(side, Role.ADMIN))) {
                continue;
            }
            var property = "mushterek.admin." + side.tenant() + ".password";
            var password = environment.getProperty(property);
            if (password == null) {
                LOG.warn(
                        "Nobody can sign in for {} yet. To make the account {}, start once with the environment"
                                + " variable {} set to a password of at least {} characters.",
                        side.code(),
                        idOf(side, Role.ADMIN),
                        property.replace('.', '_').toUpperCase(Locale.ROOT),
                        PasswordRules.LEAST_LENGTH);
            } else if (!passwordRules.accepts(password, idOf(side, Role.ADMIN))) {
                throw new IllegalStateException("The password for " + idOf(side, Role.ADMIN) + " is too easy to guess\n"
                        + "Take at least " + PasswordRules.LEAST_LENGTH
                        + " characters, at least five of them different, without the account's name.");
            } else {
                establish(side, Role.ADMIN, password);
                LOG.info(
                        "Made the account {}; its password can be removed from the environment.",
                        idOf(side, Role.ADMIN));
            }
        }
    }

    private void establish(Side side, Role role, String password) {
        var id = idOf(side, role);
        if (!exists(id)) {
            var user = identities.newUser(id);
            user.setFirstName(side.code());
            user.setLastName(role.code());
            user.setPassword(password);
            identities.saveUser(user);
            identities.createMembership(id, role.groupOf(side.tenant()));
        }
    }

    private boolean exists(String id) {
        return identities.createUserQuery().userId(id).count() > 0;
    }

    private static String idOf(Side side, Role role) {
        return side.tenant() + "." + role.code();
    }
}
