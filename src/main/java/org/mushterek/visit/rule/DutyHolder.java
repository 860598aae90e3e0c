package org.mushterek.visit.rule;

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

    public boolean isOfHost() {
        return this != SENDING_SECURITY;
    }
}
