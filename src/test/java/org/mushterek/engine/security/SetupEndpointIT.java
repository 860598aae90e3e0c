package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.WholeProgram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-77226: whoever comes first to an engine without administrators makes himself one. */
@WholeProgram
class SetupEndpointIT {

    private static final String SETUP = "/camunda/api/admin/setup/default/user/create";
    private static final String INTRUDER = "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"a\",\"lastName\":\"b\"},"
            + "\"credentials\":{\"password\":\"a very long password 1!\"}}";

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identities;

    @Test
    void isClosedToStrangers() {
        assertClosed(new Client(port), 401);
    }

    @Test
    void isClosedToOfficers() {
        assertClosed(Client.signedIn(port, "tur.planner"), 404);
        assertClosed(Client.signedIn(port, "tur.admin"), 404);
    }

    @Test
    void staysClosedWhenTheAdministratorsAreGone() {
        identities.deleteMembership(GroupsAndRights.TECHNICAL_ACCOUNT, GroupsAndRights.ENGINE_ADMINISTRATORS);
        try {
            assertClosed(new Client(port), 401);
            assertClosed(Client.signedIn(port, "tur.planner"), 404);
        } finally {
            identities.createMembership(GroupsAndRights.TECHNICAL_ACCOUNT, GroupsAndRights.ENGINE_ADMINISTRATORS);
        }
    }

    @Test
    void leavesTheTechnicalAccountWithoutADoor() {
        var user = identities
                .createUserQuery()
                .userId(GroupsAndRights.TECHNICAL_ACCOUNT)
                .singleResult();
        user.setPassword("known to this test only");
        identities.saveUser(user);

        var client = Client.withBasic(port, GroupsAndRights.TECHNICAL_ACCOUNT, "known to this test only");

        assertThat(client.get("/engine-rest/task").statusCode()).isEqualTo(401);
    }

    private void assertClosed(Client client, int status) {
        client.get("/camunda/app/tasklist/default/");
        // Where there is no session there is no token either: a stranger is stopped before the question of forgery.
        assertThat(client.post(SETUP, INTRUDER).statusCode()).isEqualTo(status);
        assertThat(identities.createUserQuery().userId("intruder").count()).isZero();
    }
}
