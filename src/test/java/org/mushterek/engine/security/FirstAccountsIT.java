package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.TrialProcesses;
import org.mushterek.security.Accounts;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    private static final String PASSWORD = "correct horse battery";

    @LocalServerPort
    private int port;

    @Autowired
    private FirstAccounts firstAccounts;

    @Autowired
    private EngineWork engineWork;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private JdbcClient database;

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
        assertThat(new Client(port).signIn("aze.admin", PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).doesNotContain("refused"));
    }

    @Test
    void doesNotSpeakOfADemo() {
        assertThat(new Client(port).get("/sign-in?lang=en").body()).doesNotContain("demonstration");
    }

    /** The only administrator of a side, locked out and closed, who cannot be helped by anybody else. */
    @Test
    void setsALostAdministratorAnewForWhoeverRunsTheMachine() {
        var before = new Client(port);
        before.signIn("aze.admin", PASSWORD);
        assertThat(before.get("/api/accounts").statusCode()).isEqualTo(200);
        new Client(port).signIn("aze.admin", "wrong horse battery");
        engineWork.asSystem(() -> identities.deleteMembership("aze.admin", "aze-admin"));

        recover("renewed horse battery");
        try {
            var after = new Client(port);
            after.signIn("aze.admin", "renewed horse battery");
            assertThat(after.get("/api/accounts").statusCode()).isEqualTo(200);
            assertThat(before.get("/api/accounts").statusCode()).isEqualTo(401);
            var old = new Client(port);
            old.signIn("aze.admin", PASSWORD);
            assertThat(old.get("/api/accounts").statusCode()).isEqualTo(401);
            assertThat(database.sql("select account || ' ' || side || ' ' || detail from audit_entry"
                                    + " where action = 'account.recovered'")
                            .query(String.class)
                            .list())
                    .containsExactly("system AZE aze.admin");
            assertThatIllegalStateException()
                    .isThrownBy(() -> recover("short"))
                    .withMessageContaining("too easy to guess");
        } finally {
            recover(PASSWORD);
        }
    }

    private void recover(String password) {
        var given = new MapPropertySource("of a start", Map.of("mushterek.admin.aze.new-password", password));
        environment.getPropertySources().addFirst(given);
        try {
            engineWork.asSystem(firstAccounts::establishAdministrators);
        } finally {
            environment.getPropertySources().remove(given.getName());
        }
    }
}
