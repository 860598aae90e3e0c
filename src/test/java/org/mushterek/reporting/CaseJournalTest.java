package org.mushterek.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.audit.AuditEntry;
import org.mushterek.build.TestDatabase;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Sides;
import org.mushterek.reporting.CaseEvent.Step;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What several nodes hear of one case, each of which remembers what it has written itself. */
@Tag(TestDatabase.TAG)
class CaseJournalTest {

    private static final Instant NOW = Instant.parse("2027-04-05T06:00:00Z");
    private static final String NUMBER = "VIS-TUR-2027-0001";

    private final ReportWorld world = new ReportWorld(TestDatabase.fresh(), NOW);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(Objects.requireNonNull(world.database.getDataSource())));
    private final CaseJournal one = node();
    private final CaseJournal other = node();

    private CaseJournal node() {
        return new CaseJournal(
                new ReportTables(
                        JdbcClient.create(world.database),
                        world.database,
                        new FinalWrites(world.database),
                        world.stored),
                new StaticListableBeanFactory().getBeanProvider(CaseFacts.class),
                new StaticListableBeanFactory().getBeanProvider(CaseKeys.class),
                new WorkedTime(new StaticListableBeanFactory().getBeanProvider(OfficeDeadlines.class)),
                new Sides(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new JdbcTransactionManager(Objects.requireNonNull(world.database.getDataSource())));
    }

    @Test
    void locksTheTwoCasesOfARequestWithoutReadingThoseOfOthers() {
        var question = "explain " + ReportTables.locking(2).replace("(?, ?), (?, ?)", "('AZE', 'x'), ('TUR', 'x')");
        if (!TestDatabase.isAskedFor()) {
            assertThat(world.database.queryForObject(question, String.class))
                    .contains("/* PUBLIC.PRIMARY_KEY", "IN(ROW ('AZE', 'x'), ROW ('TUR', 'x')) */");
            return;
        }
        var plan = transaction.execute(work -> {
            // PostgreSQL would rather read a table of so few rows as a whole.
            world.database.execute("set local enable_seqscan = off");
            return String.join("\n", world.database.queryForList(question, String.class));
        });
        assertThat(plan).contains("Index Cond").doesNotContain("Seq Scan");
    }

    @Test
    void goesOnWhereAnotherNodeHasLeftACase() {
        record(one, "visit.opened", "TUR");
        record(one, "visit.submitted", "TUR");
        record(other, "visit.certified", "TUR");
        record(one, "visit.endorsed", "TUR");
        // Both sides hear of it, of which this node has written one.
        record(other, "visit.deskAnswered", "AZE");
        transaction.executeWithoutResult(any -> {
            one.recorded(entry("visit.notEndorsed", "TUR"));
            one.recorded(entry("visit.questionAsked", "AZE"));
            one.step("created", "TUR", NUMBER, new Step("t1", "visit-request", 3, "s", List.of("PLANNER"), null, null));
            one.recorded(entry("visit.submitted", "TUR"));
        });
        record(other, "visit.certified", "TUR");

        assertThat(states()).containsExactly("AZE QUESTION", "TUR ENDORSEMENT");
        assertThat(types("TUR"))
                .containsExactly(
                        "visit.opened",
                        "visit.submitted",
                        "visit.certified",
                        "visit.endorsed",
                        "visit.notEndorsed",
                        "task.created",
                        "visit.submitted",
                        "visit.certified");
        assertThatRebuiltIsTheSame();
    }

    @Test
    void forgetsWhatWasUndone() {
        record(one, "visit.opened", "TUR");
        transaction.executeWithoutResult(work -> {
            one.recorded(entry("visit.submitted", "TUR"));
            work.setRollbackOnly();
        });
        record(one, "visit.withdrawn", "TUR");

        assertThat(types("TUR")).containsExactly("visit.opened", "visit.withdrawn");
        assertThatRebuiltIsTheSame();
    }

    private void assertThatRebuiltIsTheSame() {
        world.sums.addUp();
        var live = made();
        world.rebuild.rebuild();
        assertThat(made()).isEqualTo(live);
        // What a node remembers of before the tables were made anew is not written over them.
        record(one, "visit.withdrawn", "TUR");
        record(other, "visit.lapsed", "AZE");
        world.sums.addUp();
        var goneOn = made();
        world.rebuild.rebuild();
        assertThat(made()).isEqualTo(goneOn).isNotEqualTo(live);
    }

    private List<List<Map<String, Object>>> made() {
        return List.of(
                world.database.queryForList(
                        "select side, state, since, closed_at, fold from report_case order by side"),
                world.database.queryForList("select * from report_mark order by 1, 2, 3, 4, 5, 6"),
                world.database.queryForList(
                        "select * from report_sum where amounts <> '' order by 1, 2, 3, 4, 5, 6, 7, 8"));
    }

    private void record(CaseJournal node, String action, String side) {
        transaction.executeWithoutResult(any -> node.recorded(entry(action, side)));
    }

    private static AuditEntry entry(String action, String side) {
        return new AuditEntry(NOW, "system", side, NUMBER, action, null);
    }

    private List<String> states() {
        return world.database.queryForList(
                "select side || ' ' || state from report_case where number = ? order by side", String.class, NUMBER);
    }

    private List<String> types(String side) {
        return world.database.queryForList(
                "select type from report_event where side = ? order by id", String.class, side);
    }
}
