package org.mushterek.engine.security;

import java.util.Locale;
import org.camunda.bpm.engine.IdentityService;
import org.mushterek.audit.AuditTrail;
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
    private final AuditTrail audit;

    FirstAccounts(
            IdentityService identities,
            Sides sides,
            Environment environment,
            PasswordRules passwordRules,
            AuditTrail audit) {
        this.identities = identities;
        this.sides = sides;
        this.environment = environment;
        this.passwordRules = passwordRules;
        this.audit = audit;
    }

    /** An account {@code <side>.<role>} for every group, all with the password that the README names. */
    void establishDemo() {
        for (var side : sides.all()) {
            for (var role : Role.values()) {
                establish(side, role, PasswordRules.DEMO_PASSWORD);
            }
        }
    }

    /**
     * {@code <side>.admin} where the property {@code mushterek.admin.<side>.password} is set for a first start; and anew where
     * {@code mushterek.admin.<side>.new-password} is set, because nobody of the side can administer its accounts any more.
     */
    void establishAdministrators() {
        for (var side : sides.all()) {
            var id = idOf(side, Role.ADMIN);
            var property = "mushterek.admin." + side.tenant();
            var password = environment.getProperty(property + ".password");
            var next = environment.getProperty(property + ".new-password");
            if (next != null) {
                demandGood(next, id);
                establish(side, Role.ADMIN, next);
                establishAgain(side, next);
                LOG.warn(
                        "{} is administrator with the given password again, whatever it was before; remove the password from"
                                + " the environment.",
                        id);
            } else if (!exists(id) && password == null) {
                LOG.warn(
                        "Nobody can sign in for {} yet. To make the account {}, start once with the environment"
                                + " variable {} set to a password of at least {} characters.",
                        side.code(),
                        id,
                        (property + ".password").replace('.', '_').toUpperCase(Locale.ROOT),
                        PasswordRules.LEAST_LENGTH);
            } else if (!exists(id)) {
                demandGood(password, id);
                establish(side, Role.ADMIN, password);
                LOG.info("Made the account {}; its password can be removed from the environment.", id);
            }
        }
    }

    private void demandGood(String password, String id) {
        if (!passwordRules.accepts(password, id)) {
            throw new IllegalStateException("The password for " + id + " is too easy to guess\n"
                    + "Take at least " + PasswordRules.LEAST_LENGTH
                    + " characters, at least five of them different, without the account's name.");
        }
    }

    /** Whoever was locked out by wrong passwords, has forgotten the right one or was closed. */
    private void establishAgain(Side side, String password) {
        var id = idOf(side, Role.ADMIN);
        var user = identities.createUserQuery().userId(id).singleResult();
        user.setPassword(password);
        identities.saveUser(user);
        identities.unlockUser(id);
        for (var role : Role.values()) {
            identities.deleteMembership(id, role.groupOf(side.tenant()));
        }
        identities.createMembership(id, Role.ADMIN.groupOf(side.tenant()));
        audit.record("system", side.code(), null, "account.recovered", id);
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
