package org.mushterek.engine.guard;

import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;

/**
 * The engine asks this only when something without a tenant is about to start, and what has no tenant every side sees.
 * So it never answers.
 */
final class TenantMustBeKnown implements TenantIdProvider {

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        throw noTenant(context.getProcessDefinition().getId());
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        throw noTenant(context.getCaseDefinition().getId());
    }

    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
        throw noTenant(context.getDecisionDefinition().getId());
    }

    private static IllegalStateException noTenant(String definition) {
        return new IllegalStateException(definition + " belongs to no tenant, so it may not start\n"
                + "Maybe it was deployed otherwise than by the product's own deployer.");
    }
}
