package org.mushterek.engine.security;

import java.security.SecureRandom;
import java.util.Base64;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Role;
import org.springframework.stereotype.Component;

/**
 * A tenant for each side, a group for each side and role, and what each group may see in the engine. Which tasks it sees
 * follows from the candidate groups in the diagrams alone. Establishing twice changes nothing.
 */
@Component
class GroupsAndRights {

    /** The engine's built-in group of administrators; it must have a member, or its setup page would open. */
    static final String ENGINE_ADMINISTRATORS = Groups.CAMUNDA_ADMIN;

    /** The member of that group: no side, so no door takes it, and a password that nobody knows. */
    static final String TECHNICAL_ACCOUNT = "technical";

    private static final int TECHNICAL_PASSWORD_BYTES = 48;

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final Sides sides;

    GroupsAndRights(IdentityService identities, AuthorizationService authorizations, Sides sides) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.sides = sides;
    }

    void establish() {
        establishTechnicalAccount();
        for (var side : sides.all()) {
            establishTenant(side);
            for (var role : Role.values()) {
                establishGroup(side, role);
            }
        }
    }

    private void establishTechnicalAccount() {
        establishGroup(ENGINE_ADMINISTRATORS, "Engine administrators", "SYSTEM");
        if (identities.createUserQuery().userId(TECHNICAL_ACCOUNT).count() == 0) {
            var account = identities.newUser(TECHNICAL_ACCOUNT);
            var unknown = new byte[TECHNICAL_PASSWORD_BYTES];
            new SecureRandom().nextBytes(unknown);
            account.setPassword(Base64.getEncoder().encodeToString(unknown));
            identities.saveUser(account);
        }
        if (identities.createUserQuery().memberOfGroup(ENGINE_ADMINISTRATORS).count() == 0) {
            identities.createMembership(TECHNICAL_ACCOUNT, ENGINE_ADMINISTRATORS);
        }
    }

    private void establishTenant(Side side) {
        if (identities.createTenantQuery().tenantId(side.tenant()).count() == 0) {
            var tenant = identities.newTenant(side.tenant());
            tenant.setName(side.code());
            identities.saveTenant(tenant);
        }
    }

    private void establishGroup(Side side, Role role) {
        var group = role.groupOf(side.tenant());
        establishGroup(group, side.code() + " " + role.code(), "SIDE");
        if (identities
                        .createTenantQuery()
                        .tenantId(side.tenant())
                        .groupMember(group)
                        .count()
                == 0) {
            identities.createTenantGroupMembership(side.tenant(), group);
        }
        if (role == Role.ADMIN) {
            return;
        }
        grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // Tenants keep the sides apart: a group reads the definitions of its own tenant only.
        if (role == Role.PLANNER) {
            // Tasklist offers what may be started; that it is really started, the product decides.
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    Authorization.ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        } else {
            grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ);
        }
        if (role == Role.LEGAL || role == Role.REGISTRY) {
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    CalendarDecreeProcess.ID,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        }
        grant(group, Resources.FILTER, Authorization.ANY, Permissions.READ);
        grant(group, Resources.TENANT, side.tenant(), Permissions.READ);
        grant(group, Resources.GROUP, group, Permissions.READ);
    }

    private void establishGroup(String id, String name, String type) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            var group = identities.newGroup(id);
            group.setName(name);
            group.setType(type);
            identities.saveGroup(group);
        }
    }

    private void grant(String group, Resource resource, String resourceId, Permission... permissions) {
        var exists = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .count()
                > 0;
        if (!exists) {
            var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
            for (var permission : permissions) {
                authorization.addPermission(permission);
            }
            authorizations.saveAuthorization(authorization);
        }
    }
}
