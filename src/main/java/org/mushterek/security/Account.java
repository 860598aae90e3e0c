package org.mushterek.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Side;

/**
 * Somebody who is signed in: one person, one side, one or more roles.
 *
 * @param roles what the account may do here; within a process more than its own, where it is somebody's deputy in it
 * @param own the roles of the account itself
 * @param steads in whose stead it acts today
 */
public record Account(String id, Side side, Set<Role> roles, Language language, Set<Role> own, List<Stead> steads) {

    public Account {
        roles = Set.copyOf(roles);
        own = Set.copyOf(own);
        steads = List.copyOf(steads);
    }

    /** An account that is nobody's deputy. */
    public Account(String id, Side side, Set<Role> roles, Language language) {
        this(id, side, roles, language, roles, List.of());
    }

    /** The account as it may act in any of these processes: with the roles of whom it stands in for there. */
    public Account within(String... processes) {
        var here = steads.stream()
                .filter(stead -> Arrays.stream(processes).anyMatch(stead::isFor))
                .toList();
        if (here.isEmpty()) {
            return this;
        }
        var all = EnumSet.noneOf(Role.class);
        all.addAll(own);
        here.forEach(stead -> all.addAll(stead.roles()));
        return new Account(id, side, all, language, own, here);
    }

    /** The account as it acts in the stead of this officer before all others for whom it stands in. */
    public Account preferring(@Nullable String principal) {
        var first = steads.stream()
                .filter(stead -> stead.principal().equals(principal))
                .toList();
        if (first.isEmpty()) {
            return this;
        }
        var others = steads.stream().filter(stead -> !first.contains(stead));
        return new Account(
                id,
                side,
                roles,
                language,
                own,
                Stream.concat(first.stream(), others).toList());
    }

    /** In whose stead the account does what one of these roles is needed for; nobody's, where it has one itself. */
    public Optional<String> principalFor(Collection<Role> needed) {
        return Collections.disjoint(own, needed)
                ? steads.stream()
                        .filter(stead -> !Collections.disjoint(stead.roles(), needed))
                        .map(Stead::principal)
                        .findFirst()
                : Optional.empty();
    }

    /** The hand that does what one of these roles is needed for. */
    public Hand handFor(Role... needed) {
        return new Hand(id, principalFor(List.of(needed)).orElse(null));
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

    public boolean hasAny(Set<Role> some) {
        return !Collections.disjoint(roles, some);
    }

    public boolean isOf(String sideCode) {
        return side.code().equals(sideCode);
    }
}
