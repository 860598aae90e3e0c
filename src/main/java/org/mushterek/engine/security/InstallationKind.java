package org.mushterek.engine.security;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps demo and real apart: a database of one kind is never opened by the other, and a demo, whose passwords everybody
 * knows, listens on loopback only.
 */
@Component
class InstallationKind {

    private final JdbcClient database;
    private final Environment environment;

    InstallationKind(JdbcClient database, Environment environment) {
        this.database = database;
        this.environment = environment;
    }

    boolean isDemo() {
        return environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Refuses the start, with the reason, or writes down which kind this database is from now on. */
    void settle() {
        if (isDemo()) {
            requireLoopback();
        }
        var kind = isDemo() ? "DEMO" : "REAL";
        var found = database.sql("select kind from installation")
                .query(String.class)
                .optional();
        if (found.isEmpty()) {
            database.sql("insert into installation (kind) values (?)")
                    .param(kind)
                    .update();
        } else if (!found.get().equals(kind)) {
            throw new IllegalStateException(
                    isDemo()
                            ? "This database holds real cases; the demo profile does not open it\n"
                                    + "Maybe the data folder (mushterek.data-folder) is not the one that was meant."
                            : "This database was seeded by the demo profile, with a password that everybody knows\n"
                                    + "Maybe start with --spring.profiles.active=demo, or name a new data folder.");
        }
    }

    private void requireLoopback() {
        var address = environment.getProperty("server.address", "");
        if (!address.equals("127.0.0.1") && !address.equals("::1") && !address.equals("localhost")) {
            throw new IllegalStateException("The demo profile listens on loopback only, not on '" + address + "'\n"
                    + "Maybe server.address was set for a real installation; leave the demo profile out there.");
        }
    }
}
