package org.mushterek.security;

import java.util.Set;
import org.mushterek.common.Language;
import org.mushterek.common.Side;

/** Somebody who is signed in: one person, one side, one or more roles. */
public record Account(String id, Side side, Set<Role> roles, Language language) {

    public Account {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role... some) {
        for (var role : some) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    public boolean isOf(String sideCode) {
        return side.code().equals(sideCode);
    }
}
