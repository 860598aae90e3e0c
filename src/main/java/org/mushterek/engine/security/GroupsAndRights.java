package org.mushterek.engine.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.calendar.CalendarDecreeProcess;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.security.Role;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.stereotype.Component;

/**
 * A tenant for each side and each set of sides that share cases, a group for each side and role, and what each group may see in the engine. Which tasks it sees
 * follows from the candidate groups in the diagrams alone. Establishing twice changes nothing.
 */
@Component
class GroupsAndRights {

    /** The engine's built-in group of administrators; it must have a member, or its setup page would open. */
    static final String ENGINE_ADMINISTRATORS = Groups.CAMUNDA_ADMIN;

    /** The member of that group: no side, so no door takes it, and a password that nobody knows. */
    static final String TECHNICAL_ACCOUNT = "technical";

    private static final int TECHNICAL_PASSWORD_BYTES = 48;

    /** Which processes Tasklist offers to start. */
    private static final Map<Role, Set<String>> STARTABLE = Map.of(
            Role.PLANNER, Set.of(VisitRequestProcess.ID, DrillSchedulingProcess.ID, ExercisePlanningProcess.ID),
            Role.REGISTRY, Set.of(CalendarDecreeProcess.ID),
            Role.MEDICAL, Set.of(IncidentProcess.ID),
            Role.COMMANDER, Set.of(IncidentProcess.ID),
            Role.LEGAL, Set.of(CalendarDecreeProcess.ID, MemorandumApprovalProcess.ID, IncidentProcess.ID));

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
        for (var parties : sides.joint()) {
            establishTenant(parties.tenant(), String.join(" + ", parties.codes()));
        }
        for (var side : sides.all()) {
            establishTenant(side.tenant(), side.code());
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

    private void establishTenant(String id, String name) {
        if (identities.createTenantQuery().tenantId(id).count() == 0) {
            var tenant = identities.newTenant(id);
            tenant.setName(name);
            identities.saveTenant(tenant);
        }
    }

    private void establishGroup(Side side, Role role) {
        var group = role.groupOf(side.tenant());
        establishGroup(group, side.code() + " " + role.code(), "SIDE");
        for (var tenant : sides.tenantsOf(side)) {
            if (identities
                            .createTenantQuery()
                            .tenantId(tenant)
                            .groupMember(group)
                            .count()
                    == 0) {
                identities.createTenantGroupMembership(tenant, group);
            }
        }
        if (role == Role.ADMIN) {
            return;
        }
        grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // Tenants keep the sides apart: a group reads the definitions of its own tenants only.
        grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ);
        var startable = STARTABLE.getOrDefault(role, Set.of());
        for (var process : startable) {
            // Tasklist offers what may be started; that it is really started, the product decides.
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    process,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
        }
        if (!startable.isEmpty()) {
            grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        }
        grant(group, Resources.FILTER, Authorization.ANY, Permissions.READ);
        for (var tenant : sides.tenantsOf(side)) {
            grant(group, Resources.TENANT, tenant, Permissions.READ);
        }
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
        var authorization = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
        }
        // What an earlier release granted beyond this is taken back.
        authorization.setPermissions(permissions);
        authorizations.saveAuthorization(authorization);
    }
}
