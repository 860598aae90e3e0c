package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Tag(TestDatabase.TAG)
class KeptByVersionTest {

    private static final String TOPIC = SharedVersions.EXERCISES;

    private final DataSource data = TestDatabase.fresh("db/migration/V95__shared_versions.sql");
    private final JdbcClient database = JdbcClient.create(data);
    private final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(data));
    private final AtomicLong nanoseconds = new AtomicLong();
    private final SharedVersions versions = new SharedVersions(database);
    private final SharedVersions ofAnotherNode = new SharedVersions(JdbcClient.create(data));
    private final List<String> read = new ArrayList<>();
    private String truth = "first";
    private final KeptByVersion<String, String> kept = new KeptByVersion<>(
            versions, TOPIC, 2, this::read, answer -> !answer.endsWith("nothing"), nanoseconds::get);

    private String read(String key) {
        read.add(key);
        return key + " " + truth;
    }

    /** A part of the transaction at hand that may be taken back by itself. */
    private TransactionTemplate part() {
        var part = new TransactionTemplate(Objects.requireNonNull(transactions.getTransactionManager()));
        part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return part;
    }

    /** In a transaction of its own beside the one at hand. */
    private void changedByAnotherNode() {
        var other = new Thread(() -> transactions.executeWithoutResult(change -> ofAnotherNode.change(TOPIC)));
        other.start();
        try {
            other.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(transaction -> work.get());
    }

    private String known(String key) {
        return inTransaction(() -> kept.get(key));
    }

    @Test
    void readsOnceForAsLongAsTheVersionHolds() {
        assertThat(known("A")).isEqualTo("A first");
        assertThat(known("B")).isEqualTo("B first");
        truth = "second";

        assertThat(known("A")).isEqualTo("A first");
        assertThat(read).containsExactly("A", "B");
    }

    @Test
    void readsAnewOnceAnotherNodeHasCommittedAChange() {
        known("A");
        transactions.executeWithoutResult(transaction -> {
            ofAnotherNode.change(TOPIC);
            truth = "second";
        });

        assertThat(known("A")).isEqualTo("A second");
        assertThat(known("A")).isEqualTo("A second");
        assertThat(read).containsExactly("A", "A");
    }

    @Test
    void staysWhereAnotherTopicHasChanged() {
        known("A");
        transactions.executeWithoutResult(transaction -> ofAnotherNode.change(SharedVersions.ACCOUNTS));

        known("A");

        assertThat(read).containsExactly("A");
    }

    @Test
    void readsForItselfInTheTransactionThatChanges() {
        known("A");
        transactions.executeWithoutResult(transaction -> {
            versions.change(TOPIC);
            assertThat(kept.get("A")).isEqualTo("A first");
            truth = "second";
            assertThat(kept.get("A")).isEqualTo("A second");
        });

        assertThat(known("A")).isEqualTo("A second");
        assertThat(read).containsExactly("A", "A", "A", "A");
    }

    @Test
    void knowsNothingOfAChangeThatIsTakenBack() {
        known("A");
        transactions.executeWithoutResult(transaction -> {
            versions.change(TOPIC);
            truth = "never";
            assertThat(kept.get("A")).isEqualTo("A never");
            transaction.setRollbackOnly();
        });
        truth = "first";

        assertThat(known("A")).isEqualTo("A first");
        assertThat(read).containsExactly("A", "A");
    }

    @Test
    void keepsToTheVersionThatTheTransactionSawFirst() {
        known("A");
        transactions.executeWithoutResult(transaction -> {
            kept.get("A");
            changedByAnotherNode();
            kept.get("A");
        });
        assertThat(read).containsExactly("A");

        known("A");
        assertThat(read).containsExactly("A", "A");
    }

    @Test
    void readsAnewAfterAMinute() {
        known("A");
        nanoseconds.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        known("A");
        assertThat(read).containsExactly("A");

        nanoseconds.addAndGet(1);
        known("A");

        assertThat(read).containsExactly("A", "A");
    }

    @Test
    void findsWhatCameAfterItsTransactionSawTheVersion() {
        transactions.executeWithoutResult(transaction -> {
            truth = "nothing";
            assertThat(kept.get("A")).isEqualTo("A nothing");
            changedByAnotherNode();
            truth = "something";
            assertThat(kept.get("A")).isEqualTo("A something");
        });
    }

    @Test
    void keepsNothingOutsideATransaction() {
        assertThat(kept.get("A")).isEqualTo("A first");
        truth = "second";
        assertThat(kept.get("A")).isEqualTo("A second");
    }

    @Test
    void forgetsWhatWasAskedLongestAgo() {
        known("A");
        known("B");
        known("A");
        known("C");
        assertThat(read).containsExactly("A", "B", "C");

        known("A");
        assertThat(read).containsExactly("A", "B", "C");
        known("B");
        assertThat(read).containsExactly("A", "B", "C", "B");
    }

    @Test
    void givesATopicOneNewVersionForAllThatATransactionChanges() {
        transactions.executeWithoutResult(transaction -> {
            versions.change(TOPIC);
            versions.change(TOPIC);
        });

        assertThat(versions.of(TOPIC).number()).isEqualTo(1);
    }

    @Test
    void givesANewVersionThoughAnEarlierPartThatGaveOneWasTakenBack() {
        known("A");
        transactions.executeWithoutResult(whole -> {
            part().executeWithoutResult(refused -> {
                versions.change(TOPIC);
                assertThat(versions.of(TOPIC).number()).isEqualTo(1);
                refused.setRollbackOnly();
            });
            assertThat(versions.of(TOPIC).number()).isZero();
            assertThat(kept.get("A")).isEqualTo("A first");
            versions.change(TOPIC);
            truth = "second";
        });

        assertThat(versions.of(TOPIC).number()).isEqualTo(1);
        assertThat(known("A")).isEqualTo("A second");
    }

    @Test
    void asksAnewInEachPartThatMayBeTakenBack() {
        known("A");
        transactions.executeWithoutResult(whole -> {
            kept.get("A");
            var meanwhile =
                    new Thread(() -> transactions.executeWithoutResult(transaction -> ofAnotherNode.change(TOPIC)));
            meanwhile.start();
            try {
                meanwhile.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            truth = "second";
            part().executeWithoutResult(row -> assertThat(kept.get("A")).isEqualTo("A second"));
        });
    }

    @Test
    void countsTheVersionsOfATopicFromItsFirst() {
        assertThat(versions.of("calendar.AZE")).isEqualTo(new SharedVersions.Version(0, "none"));

        assertThat(inTransaction(() -> versions.advance("calendar.AZE"))).isEqualTo(1);
        var first = versions.of("calendar.AZE");
        assertThat(inTransaction(() -> versions.advance("calendar.AZE"))).isEqualTo(2);

        assertThat(first.number()).isEqualTo(1);
        assertThat(versions.of("calendar.AZE").number()).isEqualTo(2);
        assertThat(versions.of("calendar.AZE").token()).isNotEqualTo(first.token());
        assertThat(versions.of("calendar.TUR").number()).isZero();
    }
}
