package org.mushterek.notification;

import java.time.Duration;

/**
 * What is done again and again after commits: passing events on, reminding, sending. Each can be done on several nodes at
 * once and after any interruption: what it does takes effect once.
 */
public interface Round {

    /** Does everything that is due now. What cannot be done now stays due. */
    void go();

    /** How long it rests from its beginning on, whatever is committed meanwhile; what time brings alone needs no haste. */
    default Duration rest() {
        return Duration.ZERO;
    }
}
