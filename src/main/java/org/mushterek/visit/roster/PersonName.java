package org.mushterek.visit.roster;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A surname or forenames as written nationally, cleaned of what keyboards and older fonts do to it.
 *
 * @param text NFC, single spaces, look-alikes of {@code ə} replaced
 * @param replaced how many letters were replaced
 * @param foreign letters of another alphabet, as {@link Excerpt#ofCharacter}
 * @param forbidden characters that stand in no name
 */
record PersonName(String text, int replaced, Set<String> foreign, Set<String> forbidden) {

    static final int MAX_LENGTH = 100;

    private static final Map<Integer, Integer> LOOK_ALIKES = Map.ofEntries(
            Map.entry(0x01DD, 0x0259), // turned e
            Map.entry(0x018E, 0x018F), // reversed E
            Map.entry(0x04D9, 0x0259), // Cyrillic schwa
            Map.entry(0x04D8, 0x018F), // Cyrillic capital schwa
            Map.entry(0x2018, (int) '\''),
            Map.entry(0x2019, (int) '\''),
            Map.entry(0x02BC, (int) '\''),
            Map.entry(0x2010, (int) '-'),
            Map.entry(0x2011, (int) '-'));

    static PersonName of(String written) {
        var text = new StringBuilder();
        var foreign = new LinkedHashSet<String>();
        var forbidden = new LinkedHashSet<String>();
        int replaced = 0;
        // Lower-casing a dotted capital outside Turkish leaves i with a second dot, which no keyboard writes.
        var composed = Normalizer.normalize(written, Normalizer.Form.NFC);
        var undotted = composed.replace("i\u0307", "i");
        replaced += composed.length() - undotted.length();
        var spaced = undotted.replace('\u00A0', ' ').strip().replaceAll(" +", " ");
        for (int codePoint : spaced.codePoints().toArray()) {
            var letter = LOOK_ALIKES.getOrDefault(codePoint, codePoint);
            if (letter != codePoint) {
                replaced++;
            }
            if (!isAllowed(letter)) {
                (isForeignLetter(letter) ? foreign : forbidden).add(Excerpt.ofCharacter(letter));
            }
            text.appendCodePoint(letter);
        }
        if (text.length() > 0 && foreign.isEmpty() && forbidden.isEmpty() && !Character.isLetter(text.codePointAt(0))) {
            // A spreadsheet takes a leading sign for a formula, and no name begins with one.
            forbidden.add(Excerpt.ofCharacter(text.codePointAt(0)));
        }
        return new PersonName(text.toString(), replaced, foreign, forbidden);
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    /** The same for spellings that differ only in case, however i was capitalised. */
    String folded() {
        return text.toUpperCase(Locale.ROOT).replace('İ', 'I');
    }

    static String told(Set<String> characters) {
        return characters.stream().limit(10).collect(Collectors.joining(", "));
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint == ' '
                || codePoint == '-'
                || codePoint == '\''
                || codePoint == '.'
                || isLatinLetter(codePoint);
    }

    private static boolean isLatinLetter(int codePoint) {
        if (!Character.isLetter(codePoint)
                || UnicodeScript.of(codePoint) != UnicodeScript.LATIN
                || !Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFKC)) {
            return false;
        }
        var block = UnicodeBlock.of(codePoint);
        return block == UnicodeBlock.BASIC_LATIN
                || block == UnicodeBlock.LATIN_1_SUPPLEMENT
                || block == UnicodeBlock.LATIN_EXTENDED_A
                || block == UnicodeBlock.LATIN_EXTENDED_ADDITIONAL
                || codePoint == 'Ə'
                || codePoint == 'ə'
                // Accented letters of the Balkans and of Romania; the clicks and phonetic signs before them are no
                // names.
                || (codePoint >= 0x01CD && codePoint <= 0x021F);
    }

    private static boolean isForeignLetter(int codePoint) {
        return Character.isLetter(codePoint) && UnicodeScript.of(codePoint) != UnicodeScript.LATIN;
    }
}
