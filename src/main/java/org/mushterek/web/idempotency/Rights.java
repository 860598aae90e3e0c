package org.mushterek.web.idempotency;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.security.Stead;

/**
 * What an account may do at a time, so that another time can be compared with it.
 *
 * @param codes its own roles, and of each officer in whose stead it acts the roles for each process
 */
record Rights(Set<String> codes) {

    private static final String EVERY_PROCESS = "*";

    Rights {
        codes = Set.copyOf(codes);
    }

    static Rights of(Account account) {
        return new Rights(Stream.concat(
                        account.own().stream().map(Role::name),
                        account.steads().stream().flatMap(Rights::of))
                .collect(Collectors.toSet()));
    }

    private static Stream<String> of(Stead stead) {
        var processes = stead.processes().isEmpty() ? Set.of(EVERY_PROCESS) : stead.processes();
        return stead.roles().stream()
                .flatMap(role -> processes.stream().map(process -> stead.principal() + '/' + role + '/' + process));
    }

    /** As they were kept; of nothing, where nobody knows them. */
    static Rights read(String kept) {
        return new Rights(kept.lines().collect(Collectors.toSet()));
    }

    String kept() {
        return String.join("\n", new TreeSet<>(codes));
    }

    /** Whether whoever has these has lost none of those. */
    boolean cover(Rights earlier) {
        return earlier.codes.stream().allMatch(code -> codes.contains(code) || codes.contains(forEveryProcess(code)));
    }

    private static String forEveryProcess(String code) {
        return code.substring(0, code.lastIndexOf('/') + 1) + EVERY_PROCESS;
    }
}
