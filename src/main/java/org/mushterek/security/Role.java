package org.mushterek.security;

import java.util.Locale;
import java.util.Optional;

/** What an account does for its side; with the side it names a group, such as {@code tur-planner}. */
public enum Role {
    PLANNER,
    SECURITY,
    AUTHORITY,
    REGISTRY,
    MEDICAL,
    /** With customs. */
    BORDER,
    AIR,
    RANGE,
    COMMANDER,
    LEGAL,
    LESSONS,
    AUDITOR,
    GUARD,
    /** Administers the accounts of its side and sees no case. */
    ADMIN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The group of this role on the side with the given tenant, as the engine knows it. */
    public String groupOf(String tenant) {
        return tenant + "-" + code();
    }

    public static Optional<Role> of(String code) {
        for (var role : values()) {
            if (role.code().equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
