package org.mushterek.visit.roster;

/** Codes in capitals without any locale: only {@code a-z} change, so that ı, İ and ſ are never taken for I and S. */
final class AsciiText {

    private AsciiText() {}

    static String upper(String text) {
        var upper = new StringBuilder(text);
        for (int at = 0; at < upper.length(); at++) {
            char letter = upper.charAt(at);
            if (letter >= 'a' && letter <= 'z') {
                upper.setCharAt(at, (char) (letter - 'a' + 'A'));
            }
        }
        return upper.toString();
    }
}
