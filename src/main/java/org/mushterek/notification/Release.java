package org.mushterek.notification;

/** Who may hear of an event. */
public enum Release {
    /** The side whose record it is, and nobody else. */
    OWN_SIDE,
    /** Every side that shares the case. */
    BOTH
}
