package org.mushterek.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The code printed on a permit that whoever holds the paper can read out: seven random characters (35 bits) and one
 * that betrays a slip. No letter looks like a digit: there is neither 0 nor O, neither 1 nor I.
 *
 * <p>The eight characters are a code word over the field of 32 elements: every single wrong character and every swap of
 * two characters is noticed.
 *
 * @param characters the eight characters without the hyphen
 */
public record CheckCode(String characters) {

    static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;
    private static final int BITS = 5;

    /** x^5 + x^2 + 1, which makes 2 a generator of the field, so that each place has a weight of its own. */
    private static final int FIELD_POLYNOMIAL = 0b100101;

    /** Throws {@link IllegalArgumentException} where the characters are no sound code; strangers' text goes to {@link #parse}. */
    public CheckCode {
        if (!isSound(characters)) {
            throw new IllegalArgumentException("Not a check code: " + characters.length() + " characters");
        }
    }

    public static CheckCode random(SecureRandom random) {
        var characters = new StringBuilder();
        var sum = 0;
        for (var place = LENGTH - 1; place > 0; place--) {
            var value = random.nextInt(ALPHABET.length());
            characters.append(ALPHABET.charAt(value));
            sum ^= weigh(value, place);
        }
        // The last place has weight 1, so the sum itself is what brings the whole to zero.
        return new CheckCode(characters.append(ALPHABET.charAt(sum)).toString());
    }

    /** The code in what a person typed, whatever its case, spaces and hyphens; empty where it is none. */
    public static Optional<CheckCode> parse(String typed) {
        if (typed.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        var characters = typed.replaceAll("[\\p{Z}\\s\\p{Pd}_.]", "").toUpperCase(Locale.ROOT);
        return isSound(characters) ? Optional.of(new CheckCode(characters)) : Optional.empty();
    }

    /** Whether the other is the same code, found out in a time that does not tell how much of it was right. */
    public boolean matches(CheckCode other) {
        return MessageDigest.isEqual(
                characters.getBytes(StandardCharsets.US_ASCII), other.characters.getBytes(StandardCharsets.US_ASCII));
    }

    /** As printed: {@code ABCD-EFGH}. */
    public String formatted() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }

    /** The code as a number of 40 bits. */
    long toBits() {
        var bits = 0L;
        for (var i = 0; i < LENGTH; i++) {
            bits = bits << BITS | ALPHABET.indexOf(characters.charAt(i));
        }
        return bits;
    }

    static CheckCode ofBits(long bits) {
        var characters = new StringBuilder();
        for (var place = LENGTH - 1; place >= 0; place--) {
            characters.append(ALPHABET.charAt((int) (bits >> place * BITS) & (ALPHABET.length() - 1)));
        }
        return new CheckCode(characters.toString());
    }

    private static boolean isSound(String characters) {
        if (characters.length() != LENGTH) {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < LENGTH; i++) {
            var value = ALPHABET.indexOf(characters.charAt(i));
            if (value < 0) {
                return false;
            }
            sum ^= weigh(value, LENGTH - 1 - i);
        }
        return sum == 0;
    }

    /** The value times 2 to the power of the place, in the field. */
    private static int weigh(int value, int place) {
        var product = value;
        for (var i = 0; i < place; i++) {
            product <<= 1;
            if (product >= ALPHABET.length()) {
                product ^= FIELD_POLYNOMIAL;
            }
        }
        return product;
    }
}
