package org.mushterek.common;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts as they are searched: small letters without marks, with every I one letter and the schwa an e, so that a word is found
 * whichever keyboard it was typed on. Never shown to anybody.
 */
public final class FoldedText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private FoldedText() {}

    public static String of(String text) {
        var apart = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(apart.length());
        apart.chars().forEach(letter -> folded.append((char) fold(letter)));
        return BLANKS.matcher(folded).replaceAll(" ").strip();
    }

    /** What no decomposition takes apart; the wrong schwas are letters of other alphabets that look the same. */
    private static int fold(int letter) {
        return switch (letter) {
            case 'ı' -> 'i';
            case 'ə', 'ǝ', 'ә' -> 'e';
            default -> letter;
        };
    }
}
