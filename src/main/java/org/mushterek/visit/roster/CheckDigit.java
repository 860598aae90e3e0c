package org.mushterek.visit.roster;

/** The check digit of machine-readable travel documents (ICAO Doc 9303-3, 4.9). */
final class CheckDigit {

    private static final int[] WEIGHTS = {7, 3, 1};

    private CheckDigit() {}

    /** The digit over {@code A-Z}, {@code 0-9} and the filler {@code <}; any other character is a fault of the caller. */
    static int of(String data) {
        int sum = 0;
        for (int at = 0; at < data.length(); at++) {
            sum += valueOf(data.charAt(at)) * WEIGHTS[at % WEIGHTS.length];
        }
        return sum % 10;
    }

    private static int valueOf(char character) {
        if (character == '<') {
            return 0;
        }
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        if (character >= 'A' && character <= 'Z') {
            return character - 'A' + 10;
        }
        throw new IllegalArgumentException("No machine-readable zone has the character " + character);
    }
}
