package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sealed at the start, and what the start refuses. */
@Tag(TestDatabase.TAG)
class SealedDatabaseTest {

    private static final SealedColumn ANSWER =
            SealedColumn.text("task_draft", "answer", "upper(substring(t.account from 1 for 3))", "task_id", "account");
    private static final SealedColumn PRINT =
            SealedColumn.bytes("visit_permit_paper", "content", "'AZE'", "permit_number", "revision");
    private static final String OPEN = "{\"text\":\"Kanarya\"}";

    @TempDir
    Path folder;

    private final DataSource source = TestDatabase.fresh();
    private final JdbcClient database = JdbcClient.create(source);
    private Instant now = Instant.parse("2027-03-01T09:00:00Z");

    /** As an earlier release kept them. */
    @BeforeEach
    void keepOpenRows() {
        flyway("34").migrate();
        draft("1", "tur.planner");
        draft("2", "aze.authority");
        database.sql("insert into visit_permit_paper (permit_number, revision, content, sha256, rendered_at)"
                        + " values ('PER-AZE-2027-0001', 1, ?, 'x', current_timestamp)")
                .param(OPEN.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .update();
    }

    @Test
    void sealsWhatAnEarlierReleaseKeptOpenUnderTheKeyOfItsSide() {
        IntStream.range(3, 460).forEach(task -> draft(String.valueOf(task), "tur.security"));
        start("");

        assertThat(answers()).hasSize(459).allSatisfy(answer -> assertThat(answer)
                .matches("S1\\.(tur|aze)-[0-9a-f]{8}\\..*"));
        assertThat(opened("459", "tur.security", "TUR")).isEqualTo(OPEN);
        assertThat(opened("2", "aze.authority", "AZE")).isEqualTo(OPEN);
        assertThat(seals().open(PRINT, "AZE", print(), "PER-AZE-2027-0001", 1))
                .asString()
                .isEqualTo(OPEN);
        assertThat(recorded()).containsExactly("AZE " + id("AZE"), "TUR " + id("TUR"));
    }

    @Test
    void leavesAtTheNextStartWhatIsSealed() {
        start("");
        var before = answers();

        start("");

        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void sealsTheColumnsThatALaterReleaseAdds() {
        start("", ANSWER);
        var before = answers();
        assertThat(print()).asString().isEqualTo(OPEN);

        start("");

        assertThat(answers()).isEqualTo(before);
        assertThat(seals().open(PRINT, "AZE", print(), "PER-AZE-2027-0001", 1))
                .asString()
                .isEqualTo(OPEN);
    }

    @Test
    void sealsAnewUnderANewKeyOnceFromItsDayOn() {
        start("");
        var first = id("TUR");
        now = Instant.parse("2027-05-31T23:59:59Z");
        start("2027-06-01");
        assertThat(id("TUR")).isEqualTo(first);

        now = Instant.parse("2027-06-01T00:00:00Z");
        start("2027-06-01");
        var second = id("TUR");
        assertThat(second).isNotEqualTo(first);
        assertThat(answer("1")).startsWith("S1." + second + ".");
        assertThat(opened("1", "tur.planner", "TUR")).isEqualTo(OPEN);
        assertThat(seals().open(PRINT, "AZE", print(), "PER-AZE-2027-0001", 1))
                .asString()
                .isEqualTo(OPEN);
        assertThat(recorded()).containsExactly("AZE " + id("AZE"), "TUR " + second);

        start("2027-06-01");
        assertThat(id("TUR")).isEqualTo(second);
    }

    @Test
    void refusesToStartWithoutTheKeyAndMakesNone() throws IOException {
        start("");
        var lost = id("TUR");
        var file = folder.resolve("tur.seal");
        var kept = Files.readAllBytes(file);
        Files.delete(file);

        assertThatThrownBy(() -> start(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "The data of TUR are sealed under the key " + lost + ", and " + file + " is missing.")
                .hasMessageContaining("restore it from a copy");
        assertThat(file).doesNotExist();

        Files.write(file, kept);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        start("");
        assertThat(opened("1", "tur.planner", "TUR")).isEqualTo(OPEN);
    }

    @Test
    void refusesToStartWithAnotherKey() throws IOException {
        start("");
        var right = id("TUR");
        Files.delete(folder.resolve("tur.seal"));
        assertThat(id("TUR")).isNotEqualTo(right);

        assertThatThrownBy(() -> start(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The data of TUR are sealed under the key " + right + ", which is not in "
                        + folder.resolve("tur.seal"));
    }

    /** Whoever can write to the database must not get a row of their own taken for sealed. */
    @Test
    void sealsNothingThatWasWrittenOpenLater() {
        start("");
        draft("3", "tur.planner");
        start("");
        assertThat(answer("3")).isEqualTo(OPEN);

        now = Instant.parse("2027-06-01T00:00:00Z");
        assertThatExceptionOfType(BrokenSeal.class)
                .isThrownBy(() -> start("2027-06-01"))
                .withMessageContaining("What is kept in task_draft.answer of 3 is not sealed");
        assertThat(answer("1")).doesNotStartWith("S1." + id("TUR"));
    }

    private void start(String renewedOn) {
        start(renewedOn, ANSWER, PRINT);
    }

    private void start(String renewedOn, SealedColumn... columns) {
        new SealedDatabase(keys(), seals(), new Sides(), List.of(() -> List.of(columns)), clock(), renewedOn)
                .migrate(flyway("latest"));
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(target)
                .load();
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private SealingKeys keys() {
        return new SealingKeys(folder, true, clock());
    }

    private Seals seals() {
        return new Seals(keys());
    }

    private String id(String side) {
        return keys().current(side).id();
    }

    private void draft(String task, String account) {
        database.sql("insert into task_draft (task_id, account, answer, saved_at) values (?, ?, ?, current_timestamp)")
                .params(task, account, OPEN)
                .update();
    }

    private List<String> answers() {
        return database.sql("select answer from task_draft order by task_id")
                .query(String.class)
                .list();
    }

    private String answer(String task) {
        return database.sql("select answer from task_draft where task_id = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private String opened(String task, String account, String side) {
        return seals().open(ANSWER, side, answer(task), task, account);
    }

    private byte[] print() {
        return database.sql("select content from visit_permit_paper")
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private List<String> recorded() {
        return database.sql("select side || ' ' || key_id from sealing order by side")
                .query(String.class)
                .list();
    }
}
