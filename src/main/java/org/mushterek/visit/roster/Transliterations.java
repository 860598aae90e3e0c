package org.mushterek.visit.roster;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a name as written nationally may stand in a machine-readable zone: by the table of ICAO Doc 9303-3 and as the
 * offices of both sides write in practice. The two differ, within one state and from year to year; hence a spelling
 * outside of these sets is worth a note, and no spelling is ever derived from the other.
 */
public final class Transliterations {

    private static final int MAX_CANDIDATES = 256;

    /** The spelling of practice first, so that the first candidate is the likeliest. */
    private static final Map<Integer, List<String>> SPELLINGS = Map.ofEntries(
            spelling('Ə', "A", "E"),
            spelling('Ö', "O", "OE"),
            spelling('Ü', "U", "UE", "UXX"),
            spelling('Ç', "C", "CH"),
            spelling('Ş', "S", "SH"),
            spelling('Ğ', "G", "GH"),
            spelling('X', "X", "KH"),
            spelling('Q', "Q", "G"),
            spelling('C', "C", "J"),
            spelling('Ä', "A", "AE"),
            spelling('Å', "A", "AA"),
            spelling('Ñ', "N", "NXX"),
            spelling('ß', "SS"),
            spelling('Æ', "AE"),
            spelling('Ø', "O", "OE"),
            spelling('Ł', "L"),
            spelling('Đ', "D"),
            spelling(' ', "<"),
            spelling('-', "<", ""),
            spelling('\'', ""),
            spelling('.', ""));

    private Transliterations() {}

    /**
     * Spellings of a name in a machine-readable zone, the likeliest first; every letter is spelt alike throughout one
     * candidate. No more than 256.
     *
     * @param name as {@code Visitor.surname}: Latin letters, space, hyphen, apostrophe, dot
     */
    public static Set<String> candidates(String name) {
        return likeliest(name, MAX_CANDIDATES);
    }

    /** The first of the candidates, found without making the others. */
    static Set<String> likeliest(String name, int limit) {
        var letters = lettersOf(name);
        var choices = List.of(Map.<Integer, String>of());
        for (int letter : new LinkedHashSet<>(letters)) {
            var spellings = spellingsOf(letter);
            choices = choices.stream()
                    .flatMap(choice -> spellings.stream().map(spelling -> with(choice, letter, spelling)))
                    .limit(limit)
                    .toList();
        }
        Set<String> candidates = new LinkedHashSet<>();
        for (var choice : choices) {
            candidates.add(tidy(letters.stream()
                    .map(letter -> choice.getOrDefault(letter, ""))
                    .collect(Collectors.joining())));
        }
        return candidates;
    }

    /** Whether the name may stand so in a zone, each letter spelt for itself. */
    public static boolean fits(String name, String mrz) {
        // The set of positions in the zone that the letters so far can have reached.
        var reached = new TreeSet<>(Set.of(0));
        for (int letter : lettersOf(name)) {
            var next = new TreeSet<Integer>();
            for (int position : reached) {
                for (var spelling : spellingsOf(letter)) {
                    if (mrz.startsWith(spelling, position)) {
                        next.add(position + spelling.length());
                    }
                }
            }
            reached = next;
        }
        return reached.contains(mrz.length());
    }

    private static List<Integer> lettersOf(String name) {
        // ı and ə have no decomposition: the first is I by its capital, the second has an entry of its own.
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC)
                .replaceAll(" +", " ")
                .replaceAll(" ?- ?", "-")
                .codePoints()
                .map(letter -> letter == 'ß' ? letter : Character.toUpperCase(letter))
                .boxed()
                .toList();
    }

    private static List<String> spellingsOf(int letter) {
        var known = SPELLINGS.get(letter);
        if (known != null) {
            return known;
        }
        var bare = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toUpperCase(Locale.ROOT);
        return List.of(bare);
    }

    private static Map<Integer, String> with(Map<Integer, String> choice, int letter, String spelling) {
        var more = new HashMap<>(choice);
        more.put(letter, spelling);
        return more;
    }

    private static String tidy(String zone) {
        return zone.replaceAll("<+", "<").replaceAll("^<|<$", "");
    }

    private static Map.Entry<Integer, List<String>> spelling(char letter, String... spellings) {
        return Map.entry((int) letter, List.of(spellings));
    }
}
