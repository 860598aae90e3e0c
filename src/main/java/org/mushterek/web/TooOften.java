package org.mushterek.web;

import java.time.Duration;

/** Somebody asks more often than a public address answers. */
public final class TooOften extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    public TooOften(Duration wait) {
        super("Too often");
        // The next whole second: whoever comes back then is let in.
        seconds = wait.plusMillis(999).toSeconds();
    }

    /** How long to wait, in seconds, at least 1. */
    public long seconds() {
        return seconds;
    }
}
