package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.mushterek.engine.TrialProcesses;
import org.mushterek.security.Accounts;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A first start without the demo: no account but the one whose password the operator set. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:first-accounts;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:test-processes/",
            "mushterek.admin.aze.password=correct horse battery"
        })
@Import(TrialProcesses.class)
class FirstAccountsIT {

    @LocalServerPort
    private int port;

    @Autowired
    private IdentityService identities;

    @Autowired
    private Accounts accounts;

    @Test
    void hasNoAccountThatNobodyAskedFor() {
        assertThat(identities.createUserQuery().list())
                .extracting(user -> user.getId())
                .containsExactlyInAnyOrder(GroupsAndRights.TECHNICAL_ACCOUNT, "aze.admin");
        assertThat(accounts.find("tur.planner")).isEmpty();
    }

    @Test
    void signsTheAdministratorInWithTheOperatorsPassword() {
        assertThat(new Client(port)
                        .signIn("aze.admin", "correct horse battery")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).doesNotContain("refused"));
    }

    @Test
    void doesNotSpeakOfADemo() {
        assertThat(new Client(port).get("/sign-in?lang=en").body()).doesNotContain("demonstration");
    }
}
