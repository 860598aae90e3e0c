package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.build.CountedDatabase;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction finalWrites at its end, on both kinds of database. */
class FinalWritesIT {

    private static final String WORD = "insert into word (text, language, said_on, said_at, is_short)";
    private static final String LINE = "insert into line (number)";
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2027-04-05T12:00:00.123456Z");

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Two tables, what is appended to them at the end of each transaction, and how often the database is spoken to. */
    private static final class World {

        private final JdbcTemplate database;
        private final TransactionTemplate transaction;
        private final FinalWrites finalWrites;
        private final AtCommit<Object[]> words =
                new AtCommit<>(AtCommit.LAST, rows -> finalWrites().insert(WORD, rows));
        private final AtCommit<Integer> lines = new AtCommit<>(AtCommit.LAST - 1, numbers -> finalWrites()
                .insert(
                        LINE,
                        numbers.stream().map(number -> new Object[] {number}).toList()));

        World(String vendor) {
            var source = CountedDatabase.counted(vendor.equals("H2") ? h2() : postgresql());
            database = new JdbcTemplate(source);
            transaction = new TransactionTemplate(new JdbcTransactionManager(source));
            finalWrites = new FinalWrites(database);
            database.execute("create table word (id integer generated always as identity primary key,"
                    + " text varchar(20) not null, language varchar(2), said_on date,"
                    + " said_at timestamp with time zone, is_short boolean not null)");
            database.execute("create table line (id integer generated always as identity primary key,"
                    + " number integer not null unique)");
        }

        private FinalWrites finalWrites() {
            return finalWrites;
        }

        private static DataSource h2() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        private static DataSource postgresql() {
            var name = "appends" + UUID.randomUUID().toString().replace("-", "");
            new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + name);
            return server.getDatabase("postgres", name);
        }

        List<String> texts() {
            return database.queryForList("select text from word order by id", String.class);
        }

        List<Integer> numbers() {
            return database.queryForList("select number from line order by id", Integer.class);
        }
    }

    private static Object[] word(String text, @Nullable String language, @Nullable LocalDate on) {
        return new @Nullable Object[] {text, language, on, on == null ? null : NOON, text.length() < 4};
    }

    @ParameterizedTest
    @CsvSource({"H2, 2", "POSTGRESQL, 1"})
    void sendsTheRowsOfAllTablesTogetherInTheirOrder(String vendor, int statements) {
        var world = new World(vendor);

        var cost = CountedDatabase.during(() -> world.transaction.executeWithoutResult(any -> {
            world.words.add(word("biri; ?", "az", LocalDate.of(2027, 4, 5)));
            world.lines.add(3);
            world.words.add(word("o", null, null));
            world.lines.add(1);
        }));

        assertThat(cost.statements()).isEqualTo(statements);
        assertThat(world.numbers()).containsExactly(3, 1);
        assertThat(world.texts()).containsExactly("biri; ?", "o");
        assertThat(world.database.queryForList(
                        "select coalesce(language, '-') || said_on || is_short from word where said_at = ?",
                        String.class,
                        NOON))
                .allSatisfy(told -> assertThat(told).isEqualToIgnoringCase("az2027-04-05false"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"H2", "POSTGRESQL"})
    void writesNothingOfWhatIsRolledBackOrRefused(String vendor) {
        var world = new World(vendor);
        world.transaction.executeWithoutResult(work -> {
            world.words.add(word("one", "en", null));
            world.lines.add(1);
            work.setRollbackOnly();
        });
        assertThatThrownBy(() -> world.transaction.executeWithoutResult(work -> {
                    world.words.add(word("two", "en", null));
                    world.lines.add(2);
                    world.lines.add(2);
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        world.transaction.executeWithoutResult(work -> {
            world.words.add(word("three", "en", null));
            world.lines.add(2);
        });

        assertThat(world.texts()).containsExactly("three");
        assertThat(world.numbers()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({"H2", "POSTGRESQL"})
    void writesAtOnceForWhoeverReadsBeforeTheCommit(String vendor) {
        var world = new World(vendor);
        world.transaction.executeWithoutResult(work -> {
            world.words.add(word("one", "en", null));
            world.words.writeNow();
            assertThat(world.texts()).containsExactly("one");
            world.words.add(word("two", "en", null));
        });

        assertThat(world.texts()).containsExactly("one", "two");
    }

    /** Each is written with its own transaction, whichever commits first. */
    @ParameterizedTest
    @CsvSource({"H2", "POSTGRESQL"})
    void keepsATransactionWithinAnotherApart(String vendor) {
        var world = new World(vendor);
        var inner = new TransactionTemplate(world.transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        world.transaction.executeWithoutResult(work -> {
            world.words.add(word("outer", "en", null));
            inner.executeWithoutResult(any -> {
                world.words.add(word("inner", "en", null));
                world.lines.add(1);
            });
            assertThat(world.texts()).containsExactly("inner");
            work.setRollbackOnly();
        });

        assertThat(world.texts()).containsExactly("inner");
    }

    @ParameterizedTest
    @CsvSource({"H2", "POSTGRESQL"})
    void takesMoreRowsThanOneStatementHolds(String vendor) {
        var world = new World(vendor);
        world.transaction.executeWithoutResult(work -> {
            IntStream.range(0, 20_000).forEach(n -> {
                world.words.add(word("w" + n, "en", null));
                world.lines.add(n);
            });
        });

        assertThat(world.numbers()).hasSize(20_000).isSorted();
        assertThat(world.texts()).hasSize(20_000).startsWith("w0", "w1");
    }
}
