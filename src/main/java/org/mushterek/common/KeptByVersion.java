package org.mushterek.common;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is known of a topic, kept by this node for as long as the version holds of which it was read
 * ({@link SharedVersions}), and a minute at most, so that what was changed in the database by hand is known soon. A
 * transaction that changes the topic reads for itself, and so does whoever asks outside of any. That there is nothing is never
 * kept: whoever has just found a thing in a list must find it here, although it came after the version was read.
 *
 * @param <K> what is asked for
 * @param <V> the answer, which nobody may change
 */
public final class KeptByVersion<K, V> {

    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private final SharedVersions versions;
    private final String topic;
    private final Function<K, V> read;
    private final Predicate<V> isSomething;
    private final LongSupplier nanoseconds;
    private final Map<K, Kept<V>> kept;

    private record Kept<V>(V value, String token, long readAt) {}

    /**
     * Keeps what this reads.
     *
     * @param most how many answers are kept, the last asked
     * @param isSomething whether an answer tells of something
     */
    public KeptByVersion(
            SharedVersions versions, String topic, int most, Function<K, V> read, Predicate<V> isSomething) {
        this(versions, topic, most, read, isSomething, System::nanoTime);
    }

    KeptByVersion(
            SharedVersions versions,
            String topic,
            int most,
            Function<K, V> read,
            Predicate<V> isSomething,
            LongSupplier nanoseconds) {
        this.versions = versions;
        this.topic = topic;
        this.read = read;
        this.isSomething = isSomething;
        this.nanoseconds = nanoseconds;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > most;
            }
        };
    }

    /** The answer as the version says that this transaction sees. */
    public V get(K key) {
        if (!TransactionSynchronizationManager.isSynchronizationActive() || versions.isChanging(topic)) {
            return read.apply(key);
        }
        // Before what it is the version of: what is read later may be newer, never older.
        var token = versions.of(topic).token();
        var known = known(key);
        if (known != null && known.token().equals(token) && nanoseconds.getAsLong() - known.readAt() < LONGEST) {
            return known.value();
        }
        var readAt = nanoseconds.getAsLong();
        var value = read.apply(key);
        if (isSomething.test(value)) {
            synchronized (kept) {
                kept.put(key, new Kept<>(value, token, readAt));
            }
        }
        return value;
    }

    private @Nullable Kept<V> known(K key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }
}
