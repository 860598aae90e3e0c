package org.mushterek.engine.guard;

import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.mushterek.common.SharedVersions;
import org.springframework.stereotype.Component;

/** Whatever changes a user, a group or who is in which gives the accounts their next version, through whichever door. */
@Component
class AccountVersions extends AbstractProcessEnginePlugin {

    private final SharedVersions versions;

    AccountVersions(SharedVersions versions) {
        this.versions = versions;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setIdentityProviderSessionFactory(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return Identities.class;
            }

            @Override
            public Session openSession() {
                return new Identities(versions);
            }
        });
    }

    private static final class Identities extends DbIdentityServiceProvider {

        private final SharedVersions versions;

        Identities(SharedVersions versions) {
            this.versions = versions;
        }

        private void change() {
            versions.change(SharedVersions.ACCOUNTS);
        }

        @Override
        public IdentityOperationResult saveUser(User user) {
            change();
            return super.saveUser(user);
        }

        @Override
        public IdentityOperationResult deleteUser(String user) {
            change();
            return super.deleteUser(user);
        }

        @Override
        public IdentityOperationResult saveGroup(Group group) {
            change();
            return super.saveGroup(group);
        }

        @Override
        public IdentityOperationResult deleteGroup(String group) {
            change();
            return super.deleteGroup(group);
        }

        @Override
        public IdentityOperationResult createMembership(String user, String group) {
            change();
            return super.createMembership(user, group);
        }

        @Override
        public IdentityOperationResult deleteMembership(String user, String group) {
            change();
            return super.deleteMembership(user, group);
        }
    }
}
