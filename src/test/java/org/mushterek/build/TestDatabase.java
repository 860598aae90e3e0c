package org.mushterek.build;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The database of integration tests that ask for an H2 database in memory: H2, with patience for its locks, or with {@code
 * ./mvnw -Ppostgresql} PostgreSQL, one server for the JVM and a database for each name that the tests use.
 */
public final class TestDatabase implements EnvironmentPostProcessor {

    private static final String ASKED_FOR = "mushterek.test.database";
    private static final String URL = "spring.datasource.url";
    private static final String IN_MEMORY = "jdbc:h2:mem:";
    private static final String OWNER = "postgres";

    private static final Map<String, String> DATABASES = new HashMap<>();

    private static int made;

    /** Marks the tests without a program that use a database, for they run on each kind. */
    public static final String TAG = "database";

    /** Whether this JVM's tests run on PostgreSQL. */
    public static boolean isAskedFor() {
        return "postgresql".equals(System.getProperty(ASKED_FOR));
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var url = environment.getProperty(URL);
        if (url != null && url.startsWith(IN_MEMORY)) {
            environment.getPropertySources().addFirst(new MapPropertySource("database of the tests", instead(url)));
        }
    }

    private static Map<String, Object> instead(String url) {
        return isAskedFor()
                ? Map.of(
                        URL,
                        database(url.substring(IN_MEMORY.length())),
                        "spring.datasource.username",
                        OWNER,
                        "spring.datasource.password",
                        "")
                // Two seconds, which H2 waits by itself, are soon over on a machine that does much at once. Statements
                // are read
                // once for each connection, as in the program's own database, not at each use.
                : Map.of(URL, url + ";LOCK_TIMEOUT=30000;QUERY_CACHE_SIZE=512");
    }

    /** A database in which nothing is yet, for a test without a program. */
    public static synchronized DataSource fresh() {
        var name = "fresh" + made++;
        if (!isAskedFor()) {
            var h2 = new JdbcDataSource();
            h2.setURL(IN_MEMORY + name + ";DB_CLOSE_DELAY=-1");
            return h2;
        }
        // A connection of PostgreSQL is a process; it is kept for the next statement, and ended when none follows soon.
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database(name));
        pool.setUsername(OWNER);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    /** As {@link #fresh}, after these scripts of the class path. */
    public static DataSource fresh(String... scripts) {
        var source = fresh();
        for (var script : scripts) {
            new ResourceDatabasePopulator(new ClassPathResource(script)).execute(source);
        }
        return source;
    }

    /** From now on rows of the table may refer to what is not there. */
    public static void ignoreReferences(JdbcClient database, String table) {
        database.sql("alter table " + table
                        + (isAskedFor() ? " disable trigger all" : " set referential_integrity false"))
                .update();
    }

    /** From now on the names stand for databases that are new. */
    static synchronized void forget() {
        DATABASES.clear();
    }

    private static synchronized String database(String name) {
        return DATABASES.computeIfAbsent(name, unknown -> {
            var database = "test" + made++;
            try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + database);
            } catch (SQLException refused) {
                throw new IllegalStateException("no database for " + name, refused);
            }
            return Server.RUNNING.getJdbcUrl(OWNER, database);
        });
    }

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException unstoppable) {
                        throw new UncheckedIOException(unstoppable);
                    }
                }));
                return server;
            } catch (IOException unstartable) {
                throw new UncheckedIOException(unstartable);
            }
        }
    }
}
