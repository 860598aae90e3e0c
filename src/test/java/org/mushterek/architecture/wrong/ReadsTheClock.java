package org.mushterek.architecture.wrong;

import java.time.Instant;

/** Deliberately wrong: asks the machine what time it is. */
class ReadsTheClock {

    @SuppressWarnings("JavaTimeDefaultTimeZone")
    Instant now() {
        return Instant.now();
    }
}
