package org.mushterek.engine.guard;

import java.time.Clock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether an account has to wait after wrong passwords, or was closed by the last that it may have; the engine counts them but
 * shows them to nobody.
 */
@Component
public class AccountLocks {

    private final IdentityService identities;
    private final Clock clock;
    private final int mostAttempts;

    AccountLocks(
            IdentityService identities,
            Clock clock,
            @Value("${camunda.bpm.generic-properties.properties.login-max-attempts}") int mostAttempts) {
        this.identities = identities;
        this.clock = clock;
        this.mostAttempts = mostAttempts;
    }

    /** Asked with nobody signed in to the engine. */
    public boolean isWaiting(String accountId) {
        return isWaiting(identities.createUserQuery().userId(accountId).singleResult());
    }

    /** Of an account as it was read just now; nobody waits who is not there. */
    public boolean isWaiting(@Nullable User account) {
        return account instanceof UserEntity user
                && (user.getAttempts() >= mostAttempts
                        || user.getLockExpirationTime() != null
                                && user.getLockExpirationTime().toInstant().isAfter(clock.instant()));
    }
}
