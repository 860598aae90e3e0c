package org.mushterek.engine.security;

import org.mushterek.engine.EngineWork;
import org.mushterek.engine.ProcessDeployer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Makes the engine ready for its first officer, after everything is wired and before any door opens. */
@Component
class EngineStart implements SmartInitializingSingleton {

    private final InstallationKind installation;
    private final GroupsAndRights groupsAndRights;
    private final TasklistFilters filters;
    private final FirstAccounts firstAccounts;
    private final ProcessDeployer deployer;
    private final EngineWork engineWork;

    EngineStart(
            InstallationKind installation,
            GroupsAndRights groupsAndRights,
            TasklistFilters filters,
            FirstAccounts firstAccounts,
            ProcessDeployer deployer,
            EngineWork engineWork) {
        this.installation = installation;
        this.groupsAndRights = groupsAndRights;
        this.filters = filters;
        this.firstAccounts = firstAccounts;
        this.deployer = deployer;
        this.engineWork = engineWork;
    }

    @Override
    public void afterSingletonsInstantiated() {
        installation.settle();
        engineWork.asSystem(() -> {
            groupsAndRights.establish();
            filters.establish();
            if (installation.isDemo()) {
                firstAccounts.establishDemo();
            } else {
                firstAccounts.establishAdministrators();
            }
            deployer.deploy();
        });
    }
}
