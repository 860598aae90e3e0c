package org.mushterek.visit.rule;

import java.util.stream.Stream;
import org.mushterek.security.Role;

/** Who sees to a duty and confirms it. */
public enum DutyHolder {
    SENDING_SECURITY(Role.SECURITY),
    HOST_MEDICAL(Role.MEDICAL),
    HOST_BORDER(Role.BORDER);

    private final Role role;

    DutyHolder(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /** Whether a desk of the host holds any duty, whatever the case is. */
    public static boolean anyAtDesk(Role role) {
        return Stream.of(values()).anyMatch(holder -> holder.isOfHost() && holder.role == role);
    }

    public boolean isOfHost() {
        return this != SENDING_SECURITY;
    }
}
