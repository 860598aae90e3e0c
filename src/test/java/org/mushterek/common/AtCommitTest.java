package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Tag(TestDatabase.TAG)
class AtCommitTest {

    private final List<String> done = new ArrayList<>();
    private final AtCommit<String> words =
            new AtCommit<>(AtCommit.LAST, batch -> done.add(String.join(" ", batch)), () -> done.add("committed"));
    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

    @Test
    void writesWhatATransactionHasGatheredInOneBatchBeforeItsCommit() {
        transaction.executeWithoutResult(work -> {
            words.add("one");
            words.add("two");
            assertThat(done).isEmpty();
        });

        assertThat(done).containsExactly("one two", "committed");
    }

    @Test
    void writesNothingOfWhatIsRolledBack() {
        transaction.executeWithoutResult(work -> {
            words.add("one");
            work.setRollbackOnly();
        });
        transaction.executeWithoutResult(work -> words.add("two"));

        assertThat(done).containsExactly("two", "committed");
    }

    @Test
    void writesAtOnceWithoutATransaction() {
        words.add("one");

        assertThat(done).containsExactly("one", "committed");
    }

    @Test
    void writesBeforeItsTimeForWhoeverReads() {
        transaction.executeWithoutResult(work -> {
            words.add("one");
            words.writeNow();
            assertThat(done).containsExactly("one");
            words.add("two");
        });

        assertThat(done).containsExactly("one", "two", "committed");
    }

    /** What is written at the last moment of all may have something to write itself. */
    @Test
    void writesWhatComesWhileOthersWrite() {
        var others = new AtCommit<String>(AtCommit.LAST, batch -> words.add("late"));
        transaction.executeWithoutResult(work -> {
            words.add("one");
            others.add("any");
        });

        assertThat(done).containsExactly("one", "late", "committed");
    }

    @Test
    void writesInTheirOrder() {
        var earlier = new AtCommit<String>(AtCommit.LAST - 1, batch -> done.add("earlier"));
        transaction.executeWithoutResult(work -> {
            words.add("one");
            earlier.add("any");
        });

        assertThat(done).containsExactly("earlier", "one", "committed");
    }

    /** A row of a batch, refused after it had something to tell, leaves nothing of it; what was there before stays to be told. */
    @Test
    void writesNothingOfAPartThatIsTakenBack() {
        var data = TestDatabase.fresh();
        var manager = new DataSourceTransactionManager(data);
        var part = new TransactionTemplate(manager);
        part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        new TransactionTemplate(manager).executeWithoutResult(whole -> {
            part.executeWithoutResult(refused -> {
                words.add("never");
                refused.setRollbackOnly();
            });
            words.add("one");
            part.executeWithoutResult(row -> words.add("two"));
            part.executeWithoutResult(refused -> {
                words.add("never");
                words.writeNow();
                done.clear();
                refused.setRollbackOnly();
            });
            part.executeWithoutResult(row -> words.add("three"));
        });

        assertThat(done).containsExactly("one two three", "committed");
    }

    @Test
    void keepsATransactionWithinAnotherApart() {
        var inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(work -> {
            words.add("outer");
            inner.executeWithoutResult(other -> words.add("inner"));
            assertThat(done).containsExactly("inner", "committed");
        });

        assertThat(done).containsExactly("inner", "committed", "outer", "committed");
    }
}
