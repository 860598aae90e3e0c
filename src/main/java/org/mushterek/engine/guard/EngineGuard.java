package org.mushterek.engine.guard;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Puts the guards into the engine before it is built. The product's tables are migrated first, because migrations want
 * to find the schema before the engine fills it.
 */
@Component
@DependsOnDatabaseInitialization
class EngineGuard extends AbstractProcessEnginePlugin {

    private final ObjectProvider<TaskGate> taskGate;
    private final ListableBeanFactory beanFactory;
    private final PasswordPolicy passwordPolicy;
    private final SlowPasswordHash passwordHash;

    EngineGuard(
            ObjectProvider<TaskGate> taskGate,
            ListableBeanFactory beanFactory,
            PasswordPolicy passwordPolicy,
            SlowPasswordHash passwordHash) {
        this.taskGate = taskGate;
        this.beanFactory = beanFactory;
        this.passwordPolicy = passwordPolicy;
        this.passwordHash = passwordHash;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        // Interceptors are links of a chain: each chain needs its own.
        configuration.setCustomPreCommandInterceptorsTxRequired(List.of(new QueryExpressionGuard()));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new QueryExpressionGuard()));
        configuration.setCustomPostCommandInterceptorsTxRequired(List.of(new AccountCommandGuard(taskGate)));
        configuration.setCustomPostCommandInterceptorsTxRequiresNew(List.of(new AccountCommandGuard(taskGate)));
        configuration.setResourceAuthorizationProvider(new RightsOnNewTasks());
        configuration.setTenantIdProvider(new TenantMustBeKnown());
        configuration.setExpressionManager(new DiagramExpressions(beanFactory));
        configuration.setScriptEngineResolver(new NoScripts());
        configuration.setPasswordEncryptor(passwordHash);
        configuration.setPasswordPolicy(passwordPolicy);
    }
}
