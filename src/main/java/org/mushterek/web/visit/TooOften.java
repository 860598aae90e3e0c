package org.mushterek.web.visit;

import java.time.Duration;

/** Somebody asks more often than the public check answers. */
final class TooOften extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooOften(Duration wait) {
        super("Too often");
        // The next whole second: whoever comes back then is let in.
        seconds = wait.plusMillis(999).toSeconds();
    }

    /** How long to wait, in seconds, at least 1. */
    long seconds() {
        return seconds;
    }
}
