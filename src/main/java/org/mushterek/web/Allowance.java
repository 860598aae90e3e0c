package org.mushterek.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be asked for one key: so many times at once, and then again as time goes by, evenly. For each
 * key one instant is remembered, and only for the keys asked about last, so that memory stays bounded whoever asks; that
 * they leave in exactly that order is why this is no cache, which may prefer to forget a newcomer at once.
 */
public final class Allowance {

    /**
     * @param times how often at once, at least 1
     * @param within how long it takes until as many are free again
     */
    public record Limit(int times, Duration within) {

        public Limit {
            if (times < 1 || within.isNegative() || within.isZero()) {
                throw new IllegalArgumentException(
                        "A limit needs a number of times from 1 on and a span of time, not %d within %s"
                                .formatted(times, within));
            }
        }
    }

    private final Duration within;
    private final Duration forOne;
    private final Clock clock;

    /** For each key the moment at which its allowance is whole again (the "theoretical arrival time" of GCRA). */
    private final Map<String, Instant> wholeAgain;

    public Allowance(Limit limit, int mostKeys, Clock clock) {
        this.within = limit.within();
        this.forOne = limit.within().dividedBy(limit.times());
        this.clock = clock;
        this.wholeAgain = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                return size() > mostKeys;
            }
        };
    }

    /** Takes one time from the key; where none is left, how long to wait for the next. */
    public synchronized Optional<Duration> take(String key) {
        var now = clock.instant();
        var after = after(key, now);
        var wait = waiting(now, after);
        if (wait.isEmpty()) {
            wholeAgain.put(key, after);
        }
        return wait;
    }

    /** When the allowance would be whole again after one time more. */
    private Instant after(String key, Instant now) {
        var latest = now.plus(within);
        var start = wholeAgain.getOrDefault(key, now);
        // Later than any allowance can be: the clock was set back, and nobody shall wait until it has caught up.
        start = start.isBefore(now) ? now : start.isAfter(latest) ? latest : start;
        return start.plus(forOne);
    }

    private Optional<Duration> waiting(Instant now, Instant after) {
        var wait = Duration.between(now.plus(within), after);
        return wait.isNegative() || wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    /** How long somebody has to wait who would take one time from the key now; empty where none is needed. Nothing is taken. */
    public synchronized Optional<Duration> waitFor(String key) {
        var now = clock.instant();
        return waiting(now, after(key, now));
    }

    /** Gives back what was taken, because it turned out not to count. */
    public synchronized void giveBack(String key) {
        wholeAgain.computeIfPresent(key, (same, after) -> after.minus(forOne));
    }

    public synchronized int remembered() {
        return wholeAgain.size();
    }
}
