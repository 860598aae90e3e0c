package org.mushterek.engine;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.mushterek.common.Refusal;
import org.mushterek.engine.guard.EngineAuthentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * On whose behalf the engine works. Whatever runs for an account passes the guard in the command chain; whatever runs as
 * the system has been judged by the product already. Both put back what was there before.
 */
@Component
public class EngineWork {

    private final IdentityService identities;

    public EngineWork(@Lazy IdentityService identities) {
        this.identities = identities;
    }

    /** Runs the work with nobody signed in to the engine: for use cases that have judged the account themselves. */
    public <T> T asSystem(Supplier<T> work) {
        return EngineAuthentication.during(identities, identities::clearAuthentication, work);
    }

    /** Like {@link #asSystem(Supplier)} for work without a result. */
    public void asSystem(Runnable work) {
        asSystem(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Runs the work for the account, with its groups and its side's tenant.
     *
     * @throws Refusal FORBIDDEN or CONFLICT where the engine or its guard refuses
     */
    public <T> T as(String accountId, Supplier<T> work) {
        List<String> groups = asSystem(() -> identities.createGroupQuery().groupMember(accountId).list().stream()
                .map(group -> group.getId())
                .toList());
        List<String> tenants = asSystem(
                () -> identities.createTenantQuery().userMember(accountId).includingGroupsOfUser(true).list().stream()
                        .map(tenant -> tenant.getId())
                        .toList());
        try {
            return EngineAuthentication.during(
                    identities, () -> identities.setAuthentication(accountId, groups, tenants), work);
        } catch (OptimisticLockingException | NullValueException doneMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
        } catch (AuthorizationException unauthorised) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.forbidden");
        }
    }
}
