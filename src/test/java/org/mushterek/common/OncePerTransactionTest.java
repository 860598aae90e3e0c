package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class OncePerTransactionTest {

    private final List<String> asked = new ArrayList<>();
    private final OncePerTransaction<String, Integer> lengths = new OncePerTransaction<>(word -> {
        asked.add(word);
        return word.length();
    });
    private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

    @Test
    void asksOnceWithinATransactionForEachQuestion() {
        transaction.executeWithoutResult(work -> {
            assertThat(lengths.get("range")).isEqualTo(5);
            assertThat(lengths.get("range")).isEqualTo(5);
            assertThat(lengths.get("desk")).isEqualTo(4);
        });

        assertThat(asked).containsExactly("range", "desk");
    }

    @Test
    void asksAnewInTheNextTransaction() {
        transaction.executeWithoutResult(work -> lengths.get("range"));
        transaction.executeWithoutResult(work -> lengths.get("range"));

        assertThat(asked).containsExactly("range", "range");
    }

    @Test
    void keepsNothingWithoutATransaction() {
        lengths.get("range");
        lengths.get("range");

        assertThat(asked).containsExactly("range", "range");
    }

    @Test
    void asksAnewAfterItWasToldToForget() {
        transaction.executeWithoutResult(work -> {
            lengths.get("range");
            lengths.forget();
            lengths.get("range");
        });

        assertThat(asked).containsExactly("range", "range");
    }

    @Test
    void keepsATransactionWithinAnotherApart() {
        var inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(work -> {
            lengths.get("range");
            inner.executeWithoutResult(other -> lengths.get("range"));
            lengths.get("range");
        });

        assertThat(asked).containsExactly("range", "range");
    }

    @Test
    void keepsNothingOfATransactionThatFails() {
        transaction.executeWithoutResult(work -> {
            lengths.get("range");
            work.setRollbackOnly();
        });
        transaction.executeWithoutResult(work -> lengths.get("range"));

        assertThat(asked).containsExactly("range", "range");
    }

    @Test
    void knowsWhatAChangeMakesOfWhatWasRead() {
        transaction.executeWithoutResult(work -> {
            assertThat(lengths.known("range")).isEmpty();
            lengths.change("range", length -> length + 1);
            assertThat(lengths.known("range")).isEmpty();
            lengths.get("range");
            lengths.get("desk");

            lengths.change("range", length -> length + 1);

            assertThat(lengths.known("range")).hasValue(6);
            assertThat(lengths.get("range")).isEqualTo(6);
            assertThat(lengths.get("desk")).isEqualTo(4);
        });

        assertThat(lengths.known("range")).isEmpty();
        assertThat(asked).containsExactly("range", "desk");
    }

    @Test
    void knowsWhatWasWritten() {
        lengths.know("range", 7);
        assertThat(lengths.known("range")).isEmpty();
        transaction.executeWithoutResult(work -> {
            lengths.know("range", 7);

            assertThat(lengths.get("range")).isEqualTo(7);
        });

        assertThat(lengths.get("range")).isEqualTo(5);
        assertThat(asked).containsExactly("range");
    }
}
