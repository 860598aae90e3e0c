package org.mushterek.common;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the sealed values of a column say, read once: a value that stands in its row as this node opened it a short while ago
 * (a minute at most) is not opened and taken apart again. It follows from the sealed text alone, which was read from the
 * database just now, so what another node has changed, what was erased, and what lies under a key that is gone is never
 * answered from here. Nobody may change what it says. What was opened leaves the memory some two minutes later, whether or not
 * anything is opened then.
 *
 * @param <V> what is read in an opened text
 */
public final class OpenedValues<V> {

    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private final Seals seals;
    private final SealedColumn column;
    private final BiFunction<String, String, V> read;
    private final LongSupplier nanoseconds;
    private final Executor later;
    private final Map<String, Opened<V>> opened;
    private boolean isForgettingAwaited;

    private record Opened<V>(String side, String kept, String witness, V value, long at) {}

    /**
     * Opens the values of a column.
     *
     * @param most how many are kept, the last opened
     * @param read what an opened text says, together with what else the row tells of it
     */
    public OpenedValues(Seals seals, SealedColumn column, int most, BiFunction<String, String, V> read) {
        this(
                seals,
                column,
                most,
                read,
                System::nanoTime,
                CompletableFuture.delayedExecutor(LONGEST, TimeUnit.NANOSECONDS));
    }

    /** @param later does what it is given after a minute */
    OpenedValues(
            Seals seals,
            SealedColumn column,
            int most,
            BiFunction<String, String, V> read,
            LongSupplier nanoseconds,
            Executor later) {
        this.seals = seals;
        this.column = column;
        this.read = read;
        this.nanoseconds = nanoseconds;
        this.later = later;
        this.opened = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Opened<V>> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * What a value says.
     *
     * @param witness what else of the row it is read by; empty for nothing
     * @param row the values of the columns that name the row
     * @throws BrokenSeal as {@link Seals#open(SealedColumn, String, String, Object...)}
     */
    public V open(String side, String kept, String witness, Object... row) {
        var place = column.place(row);
        var known = known(place);
        if (known != null
                && known.side().equals(side)
                && known.kept().equals(kept)
                && known.witness().equals(witness)
                && seals.hasKeyOf(side, kept)) {
            return known.value();
        }
        var value = read.apply(seals.open(column, side, kept, row), witness);
        synchronized (opened) {
            // Put last, so that those opened first are at the front.
            opened.remove(place);
            opened.put(place, new Opened<>(side, kept, witness, value, nanoseconds.getAsLong()));
            awaitForgetting();
        }
        return value;
    }

    private @Nullable Opened<V> known(String place) {
        synchronized (opened) {
            forgetOld();
            return opened.get(place);
        }
    }

    private void forgetOld() {
        var now = nanoseconds.getAsLong();
        var eldest = opened.values().iterator();
        while (eldest.hasNext() && now - eldest.next().at() >= LONGEST) {
            eldest.remove();
        }
    }

    /** In a quiet night nobody opens anything that would let go of what the day's last officer opened. */
    private void awaitForgetting() {
        if (!isForgettingAwaited) {
            isForgettingAwaited = true;
            later.execute(() -> {
                synchronized (opened) {
                    isForgettingAwaited = false;
                    forgetOld();
                    if (!opened.isEmpty()) {
                        awaitForgetting();
                    }
                }
            });
        }
    }

    /** How many are in the memory now. */
    int size() {
        synchronized (opened) {
            return opened.size();
        }
    }
}
