package org.mushterek.engine.guard;

import java.time.Clock;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.stereotype.Component;

/** Whether an account has to wait after wrong passwords; the engine counts them but shows them to nobody. */
@Component
public class AccountLocks {

    private final IdentityService identities;
    private final Clock clock;

    AccountLocks(IdentityService identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /** Asked with nobody signed in to the engine. */
    public boolean isWaiting(String accountId) {
        return identities.createUserQuery().userId(accountId).singleResult() instanceof UserEntity user
                && user.getLockExpirationTime() != null
                && user.getLockExpirationTime().toInstant().isAfter(clock.instant());
    }
}
