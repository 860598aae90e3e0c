package org.mushterek.security;

import java.util.Set;

/**
 * A deputyship that holds today.
 *
 * @param principal id of the absent officer
 * @param roles what the absent officer may do
 * @param processes ids of the processes that it is for; none for all of them
 */
public record Stead(String principal, Set<Role> roles, Set<String> processes) {

    public Stead {
        roles = Set.copyOf(roles);
        processes = Set.copyOf(processes);
    }

    public boolean isFor(String process) {
        return processes.isEmpty() || processes.contains(process);
    }
}
