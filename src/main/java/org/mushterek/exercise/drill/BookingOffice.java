package org.mushterek.exercise.drill;

import java.util.Locale;
import org.mushterek.common.Message;
import org.mushterek.security.Role;

/**
 * The offices of the host that confirm bookings of its ranges. For its own teams the range officers do; what a foreign contingent
 * books all of them confirm, each by itself (RNG-04). Range safety has no role of its own here: a range officer answers for it in a
 * task of its own. House choice.
 */
public enum BookingOffice {
    RANGE(Role.RANGE),
    SAFETY(Role.RANGE),
    LEGAL(Role.LEGAL),
    COMMANDER(Role.COMMANDER);

    private final Role role;

    BookingOffice(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    public Message text() {
        return Message.of("drill.office." + name());
    }

    /** The event in the story where it has confirmed and others have not yet. */
    String told() {
        return name().toLowerCase(Locale.ROOT) + "Confirmed";
    }
}
