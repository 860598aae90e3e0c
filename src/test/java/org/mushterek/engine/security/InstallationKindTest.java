package org.mushterek.engine.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@Tag(TestDatabase.TAG)
class InstallationKindTest {

    private final JdbcClient database = JdbcClient.create(TestDatabase.fresh());

    InstallationKindTest() {
        database.sql("create table installation (kind varchar(4) primary key)").update();
    }

    @Test
    void opensItsOwnKindAgain() {
        demo("127.0.0.1").settle();
        assertThatCode(() -> demo("127.0.0.1").settle()).doesNotThrowAnyException();
    }

    @Test
    void refusesADemoDatabaseWithoutTheDemo() {
        demo("127.0.0.1").settle();

        assertThatThrownBy(() -> real().settle()).hasMessageContaining("was seeded by the demo profile");
    }

    @Test
    void refusesARealDatabaseInTheDemo() {
        real().settle();

        assertThatThrownBy(() -> demo("127.0.0.1").settle()).hasMessageContaining("holds real cases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "", "::"})
    void keepsADemoOnLoopback(String address) {
        assertThatThrownBy(() -> demo(address).settle()).hasMessageContaining("listens on loopback only");
    }

    private InstallationKind demo(String address) {
        var environment = new MockEnvironment().withProperty("server.address", address);
        environment.setActiveProfiles("demo");
        return new InstallationKind(database, environment);
    }

    private InstallationKind real() {
        return new InstallationKind(database, new MockEnvironment().withProperty("server.address", "0.0.0.0"));
    }
}
