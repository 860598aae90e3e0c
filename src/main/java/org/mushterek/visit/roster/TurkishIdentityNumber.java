package org.mushterek.visit.roster;

/** The identity number of Turkish citizens: nine digits, the first not zero, and two check digits. It encodes nothing else. */
final class TurkishIdentityNumber {

    private TurkishIdentityNumber() {}

    /** Whether it has eleven digits of which the first is not zero. */
    static boolean hasForm(String number) {
        return number.matches("[1-9][0-9]{10}");
    }

    /** The last two digits that belong to the first nine. */
    static String checkDigitsOf(String firstNine) {
        int atOdd = 0;
        int atEven = 0;
        for (int at = 0; at < 9; at++) {
            int digit = firstNine.charAt(at) - '0';
            if (at % 2 == 0) {
                atOdd += digit;
            } else {
                atEven += digit;
            }
        }
        // The difference can be negative, the digit cannot.
        int tenth = Math.floorMod(7 * atOdd - atEven, 10);
        int eleventh = (atOdd + atEven + tenth) % 10;
        return "" + tenth + eleventh;
    }

    static boolean hasRightCheckDigits(String number) {
        return number.endsWith(checkDigitsOf(number));
    }
}
