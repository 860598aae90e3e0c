package org.mushterek.visit.roster;

/** Foreign text made fit to be repeated in a message: short, on one line, without invisible characters. */
final class Excerpt {

    private static final int MAX_CODE_POINTS = 40;

    private Excerpt() {}

    static String of(String text) {
        var excerpt = new StringBuilder();
        text.codePoints()
                .limit(MAX_CODE_POINTS)
                .map(codePoint -> isVisible(codePoint) ? codePoint : '\uFFFD')
                .forEach(excerpt::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_CODE_POINTS ? excerpt + "…" : excerpt.toString();
    }

    /** A character with its code, so that look-alikes can be told apart: {@code е (U+0435)}. */
    static String ofCharacter(int codePoint) {
        var code = "U+%04X".formatted(codePoint);
        return isVisible(codePoint) && codePoint != ' ' ? Character.toString(codePoint) + " (" + code + ")" : code;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> true;
        };
    }
}
