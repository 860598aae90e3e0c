package org.mushterek.file;

import java.util.regex.Pattern;

/**
 * Watches the bytes of a PDF for an array that begins with two packings: a list of filters by which little becomes very
 * much, and of which the size cannot be told by unpacking once. It reads as the format does, where comments and any of six
 * blanks, as many as there may be, stand between two names; and it remembers where it is, however the bytes come.
 */
final class PackedTwice {

    private static final Pattern FLATE = Pattern.compile("Fl(?:ateDecode)?");
    private static final String DELIMITERS = "()<>[]{}/%";
    private static final int LONGEST_NAME = 64;

    private enum At {
        ELSEWHERE,
        OPENED,
        FIRST_NAME,
        SECOND_PLACE
    }

    private final StringBuilder name = new StringBuilder();
    private At at = At.ELSEWHERE;
    private boolean inComment;

    /**
     * Goes on with these bytes.
     *
     * @param from the first of them
     * @param to the one after the last
     * @return whether such an array stands in what has come until now
     */
    boolean isIn(byte[] bytes, int from, int to) {
        for (var n = from; n < to; n++) {
            if (isAfter((char) (bytes[n] & 0xFF))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAfter(char sign) {
        if (inComment) {
            inComment = sign != '\r' && sign != '\n';
            return false;
        }
        if (at == At.FIRST_NAME) {
            if (!isBlank(sign) && DELIMITERS.indexOf(sign) < 0) {
                if (name.length() < LONGEST_NAME) {
                    name.append(sign);
                }
                return false;
            }
            at = FLATE.matcher(PdfText.unescaped(name.toString())).matches() ? At.SECOND_PLACE : At.ELSEWHERE;
        }
        if (at == At.SECOND_PLACE && sign == '/') {
            return true;
        }
        if (sign == '[') {
            at = At.OPENED;
        } else if (at == At.OPENED && sign == '/') {
            name.setLength(0);
            at = At.FIRST_NAME;
        } else if (at != At.ELSEWHERE && sign == '%') {
            inComment = true;
        } else if (!isBlank(sign)) {
            at = At.ELSEWHERE;
        }
        return false;
    }

    private static boolean isBlank(char sign) {
        return sign == '\0' || sign == '\t' || sign == '\n' || sign == '\f' || sign == '\r' || sign == ' ';
    }
}
