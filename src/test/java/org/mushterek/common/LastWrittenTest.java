package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class LastWrittenTest {

    private final LastWritten<String, Integer> heads = new LastWritten<>(2);
    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

    @Test
    void remembersWhatIsCommittedForOneWhoTakesIt() {
        transaction.executeWithoutResult(work -> {
            heads.written("A", 1);
            heads.written("A", 2);
            assertThat(heads.take("A")).isEmpty();
        });

        assertThat(heads.take("A")).contains(2);
        assertThat(heads.take("A")).isEmpty();
    }

    @Test
    void remembersNothingOfWhatIsRolledBack() {
        transaction.executeWithoutResult(work -> {
            heads.written("A", 1);
            work.setRollbackOnly();
        });

        assertThat(heads.take("A")).isEmpty();
    }

    @Test
    void remembersNothingWithoutATransaction() {
        heads.written("A", 1);

        assertThat(heads.take("A")).isEmpty();
    }

    @Test
    void remembersOnlyWhatWasWrittenLast() {
        for (var key : new String[] {"A", "B", "A", "C"}) {
            transaction.executeWithoutResult(work -> heads.written(key, key.length()));
        }

        assertThat(heads.take("B")).isEmpty();
        assertThat(heads.take("A")).isPresent();
        assertThat(heads.take("C")).isPresent();
    }
}
