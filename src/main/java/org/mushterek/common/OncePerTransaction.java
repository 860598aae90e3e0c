package org.mushterek.common;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is read from the database again and again within one piece of work, kept until its transaction ends: each question
 * is asked once. Outside a transaction nothing is kept. Whoever changes what is kept here forgets it. A part of a transaction
 * that may be taken back by itself asks for itself, and so does what follows once it was.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public final class OncePerTransaction<K, V> {

    private final Function<K, V> read;

    /** Keeps what this reads. */
    public OncePerTransaction(Function<K, V> read) {
        this.read = read;
    }

    /** The answer of this transaction, read where it has not been. */
    public V get(K key) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.apply(key);
        }
        var kept = kept();
        var answer = kept.get(key);
        if (answer == null) {
            answer = read.apply(key);
            kept.put(key, answer);
        }
        return answer;
    }

    /** What this transaction has read; empty where it has not, or has forgotten. */
    public Optional<V> known(K key) {
        return TransactionSynchronizationManager.hasResource(this)
                ? Optional.ofNullable(kept().get(key))
                : Optional.empty();
    }

    /**
     * What is kept of the key becomes what the change makes of it, for whoever knows exactly what the database now says;
     * where nothing is kept, nothing is.
     */
    public void change(K key, UnaryOperator<V> change) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            kept().computeIfPresent(key, (any, answer) -> change.apply(answer));
        }
    }

    /** For whoever has just written what a read would tell. */
    public void know(K key, V answer) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            kept().put(key, answer);
        }
    }

    /** From now on the transaction reads anew. */
    public void forget() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            kept().clear();
        }
    }

    @SuppressWarnings("unchecked")
    private Map<K, V> kept() {
        var kept = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (kept == null) {
            var fresh = new HashMap<K, V>();
            new TransactionBound(this, fresh) {
                @Override
                public void savepoint(Object savepoint) {
                    fresh.clear();
                }

                @Override
                public void savepointRollback(Object savepoint) {
                    fresh.clear();
                }
            }.bind();
            return fresh;
        }
        return kept;
    }
}
