package org.mushterek.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What this node has last written and committed of a thing, so that whoever writes it again need not read it first. Another
 * node may have written it since: whoever takes it from here writes only where the database still has it, and reads it
 * otherwise. Each is taken by one at a time; only so many are remembered, the last used.
 *
 * @param <K> names the thing
 * @param <V> the thing as it was written
 */
public final class LastWritten<K, V> {

    private final Map<K, V> committed;

    /** @param most how many are remembered */
    public LastWritten(int most) {
        this.committed = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What was written last; from now on it is nobody else's. */
    public Optional<V> take(K key) {
        synchronized (committed) {
            return Optional.ofNullable(committed.remove(key));
        }
    }

    /** Remembers what this transaction has just written, once it is committed; outside a transaction nothing is. */
    public void written(K key, V value) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    synchronized (committed) {
                        // Put last, so that it stays longer than what was written before it.
                        committed.remove(key);
                        committed.put(key, value);
                    }
                }
            });
        }
    }
}
