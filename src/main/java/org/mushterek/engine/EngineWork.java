package org.mushterek.engine;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.engine.guard.CurrentJob;
import org.mushterek.engine.guard.DeputyReach;
import org.mushterek.engine.guard.EngineAuthentication;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * On whose behalf the engine works. Whatever runs for an account passes the guard in the command chain; whatever runs as
 * the system has been judged by the product already. Both put back what was there before.
 */
@Component
public class EngineWork {

    private final IdentityService identities;
    private final Sides sides;

    public EngineWork(@Lazy IdentityService identities, Sides sides) {
        this.identities = identities;
        this.sides = sides;
    }

    /** Lets an account that is signed in to the engine already read as far as it reaches, until the result is closed. */
    public DeputyReach.Open reading(Account account) {
        return reachOf(account).open();
    }

    /** What the account reaches in the engine: its own groups, and those of whom it stands in for. */
    DeputyReach reachOf(Account account) {
        return new DeputyReach(
                account.id(),
                groups(account, account.own()),
                sides.tenantsOf(account.side()),
                account.steads().stream()
                        .map(stead -> new DeputyReach.Added(
                                stead.principal(), groups(account, stead.roles()), stead.processes()))
                        .toList());
    }

    private static Set<String> groups(Account account, Set<Role> roles) {
        return roles.stream().map(role -> role.groupOf(account.side().tenant())).collect(Collectors.toSet());
    }

    /**
     * Runs the work with nobody signed in to the engine: for use cases that have judged the account themselves.
     *
     * @throws Refusal CONFLICT where the same process was moved by somebody else meanwhile; a job meets the engine's own
     *     error instead, for it is to be tried again
     */
    public <T> T asSystem(Supplier<T> work) {
        Supplier<T> whole = () -> EngineAuthentication.during(identities, identities::clearAuthentication, work);
        return CurrentJob.isThere() ? whole.get() : unlessDoneMeanwhile(whole);
    }

    /** Like {@link #asSystem(Supplier)} for work without a result. */
    public void asSystem(Runnable work) {
        asSystem(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Runs the work for the account, with its groups, its side's tenants, and those for whom it stands in.
     *
     * @throws Refusal FORBIDDEN or CONFLICT where the engine or its guard refuses
     */
    public <T> T as(Account account, Supplier<T> work) {
        var reach = reachOf(account);
        try (var open = reach.open()) {
            return unlessDoneMeanwhile(() -> EngineAuthentication.during(
                    identities,
                    () -> identities.setAuthentication(account.id(), List.copyOf(reach.groups()), reach.tenants()),
                    work));
        } catch (AuthorizationException unauthorised) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.forbidden");
        }
    }

    private static <T> T unlessDoneMeanwhile(Supplier<T> work) {
        try {
            return work.get();
        } catch (OptimisticLockingException | NullValueException doneMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "door.doneMeanwhile");
        }
    }
}
