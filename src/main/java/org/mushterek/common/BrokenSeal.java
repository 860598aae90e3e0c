package org.mushterek.common;

import org.jspecify.annotations.Nullable;

/** What is kept sealed cannot be opened: a fault of the data or of the keys, never of an officer. Says no personal data. */
public final class BrokenSeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenSeal(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
