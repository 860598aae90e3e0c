package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whose turn it is to host, after the land exercises of the two states, which they host year by year in turn (LEG-06). A
 * proposal of the house, not a demand: the parties may agree otherwise.
 *
 * @param host the party that hosts by turn
 * @param lastHost who hosted the last time
 * @param lastDay last day of that exercise
 */
public record HostTurn(String host, String lastHost, LocalDate lastDay) {

    /**
     * An exercise that was hosted, or is to be.
     *
     * @param parties codes of its sides
     */
    record Hosted(String host, Collection<String> parties, LocalDate lastDay) {}

    /**
     * Pure: the party that follows the last host in the alphabet, the first of them after the last.
     *
     * @param before day before which the earlier exercise ended
     * @return empty where these parties have not met before
     */
    static Optional<HostTurn> next(Collection<String> parties, LocalDate before, List<Hosted> known) {
        var all = new TreeSet<>(parties);
        return known.stream()
                .filter(each -> new TreeSet<>(each.parties()).equals(all))
                .filter(each -> each.lastDay().isBefore(before))
                .max(Comparator.comparing(Hosted::lastDay))
                .map(last -> {
                    var following = all.higher(last.host());
                    return new HostTurn(following == null ? all.first() : following, last.host(), last.lastDay());
                });
    }
}
