package org.mushterek.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.mushterek.audit.AuditFault.Kind;
import org.mushterek.build.MigrationContext;
import org.mushterek.common.Language;
import org.mushterek.common.Side;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that holds an audit and nothing else, on either kind of server, and what an intruder does to it. */
final class AuditWorld {

    static final Account TUR_AUDITOR = auditor("TUR", "tur");
    static final Account AZE_AUDITOR = auditor("AZE", "aze");

    private static final Instant START = Instant.parse("2027-03-01T08:00:00.123456Z");

    /** The kinds of database that the program runs on. */
    enum Vendor {
        H2,
        POSTGRESQL
    }

    final Vendor vendor;
    final DataSource source;
    final JdbcTemplate database;
    final TransactionTemplate transaction;
    final Path keyFolder;
    private Instant now = START;

    /**
     * @param keyFolder in which it gets a folder of its own
     * @param release whether the tables are those of this release, or of the one before audits were chained
     */
    AuditWorld(Vendor vendor, Path keyFolder, boolean release) {
        this.vendor = vendor;
        this.keyFolder = keyFolder.resolve(UUID.randomUUID().toString());
        this.source = vendor == Vendor.H2 ? h2() : postgresql();
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        run("db/migration/V1__audit.sql");
        runFunctions("V20__audit_stays.sql");
        run("db/migration/V65.1__deputies_in_audit.sql");
        if (release) {
            update();
        }
    }

    /** Brings the tables of the release before to this one. */
    void update() {
        run("db/migration/V75__audit_chain.sql");
        MigrationContext.run(new ChainedEarlierEntries(), database);
        runFunctions("V76__audit_heads_stay.sql");
    }

    private static DataSource h2() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    private static DataSource postgresql() {
        var name = "audit" + UUID.randomUUID().toString().replace("-", "");
        new JdbcTemplate(Server.RUNNING.getPostgresDatabase()).execute("create database " + name);
        return Server.RUNNING.getDatabase("postgres", name);
    }

    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException unstartable) {
                throw new UncheckedIOException(unstartable);
            }
        }
    }

    void run(String script) {
        new ResourceDatabasePopulator(new ClassPathResource(script)).execute(source);
    }

    /** The bodies of functions have semicolons of their own. */
    private void runFunctions(String script) {
        var folder = vendor == Vendor.H2 ? "h2" : "postgresql";
        var resource = new ClassPathResource("db/vendor/" + folder + "/" + script);
        if (vendor == Vendor.H2) {
            new ResourceDatabasePopulator(resource).execute(source);
        } else {
            database.execute((org.springframework.jdbc.core.ConnectionCallback<Boolean>) connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(resource.getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
                } catch (IOException missing) {
                    throw new UncheckedIOException(missing);
                }
                return true;
            });
        }
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    AuditTrail trail() {
        return new AuditTrail(source, clock());
    }

    CheckpointKeys keys() {
        return new CheckpointKeys(keyFolder, true);
    }

    Checkpoints checkpoints() {
        return new Checkpoints(database, new JdbcTransactionManager(source), keys(), clock(), Duration.ofMinutes(10));
    }

    AuditExport export() {
        return new AuditExport(database, trail(), checkpoints(), keys(), clock());
    }

    /** Entries of one side in a case, one transaction each, named by their actions. */
    void write(String side, String caseNumber, String... actions) {
        for (var action : actions) {
            trail().record(side.toLowerCase(java.util.Locale.ROOT) + ".planner", side, caseNumber, action, "A1");
        }
    }

    List<AuditFault> faults() {
        return new AuditCheck(database, keyFolder).check().faults();
    }

    /** What a check found, without the words. */
    static List<String> brief(List<AuditFault> faults) {
        return faults.stream()
                .map(fault -> fault.kind() + " " + fault.chain() + " " + fault.first()
                        + (fault.first() == fault.last() ? "" : "-" + fault.last()))
                .toList();
    }

    List<String> briefFaults() {
        return brief(faults());
    }

    /** What somebody does who owns the tables, past the triggers. */
    void intrude(String... changes) {
        var tables = List.of("audit_entry", "audit_checkpoint", "audit_head");
        if (vendor == Vendor.H2) {
            tables.forEach(table -> database.execute("drop trigger if exists " + table + "_stays"));
        } else {
            tables.forEach(table -> database.execute("alter table " + table + " disable trigger user"));
        }
        Arrays.stream(changes).forEach(database::execute);
    }

    /** Whether a fault of this kind is among them. */
    static boolean has(List<AuditFault> faults, Kind kind) {
        return faults.stream().anyMatch(fault -> fault.kind() == kind);
    }

    private static Account auditor(String code, String tenant) {
        var side = new Side(code, tenant, code.substring(0, 2), ZoneId.of("Asia/Baku"), Language.EN);
        return new Account(tenant + ".auditor", side, Set.of(Role.AUDITOR), Language.EN);
    }
}
