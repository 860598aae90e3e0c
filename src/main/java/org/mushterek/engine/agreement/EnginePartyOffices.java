package org.mushterek.engine.agreement;

import org.camunda.bpm.engine.IdentityService;
import org.mushterek.agreement.PartyOffices;
import org.mushterek.common.Side;
import org.mushterek.engine.EngineWork;
import org.mushterek.security.Role;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Officers as the engine's identity tables know them; a closed account is in no group. */
@Component
class EnginePartyOffices implements PartyOffices {

    private final IdentityService identities;
    private final EngineWork engineWork;

    EnginePartyOffices(@Lazy IdentityService identities, EngineWork engineWork) {
        this.identities = identities;
        this.engineWork = engineWork;
    }

    @Override
    public boolean hasOfficer(Side side, Role role) {
        return engineWork.asSystem(() -> identities
                        .createUserQuery()
                        .memberOfGroup(role.groupOf(side.tenant()))
                        .count()
                > 0);
    }
}
