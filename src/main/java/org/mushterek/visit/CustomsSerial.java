package org.mushterek.visit;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The serial number of a customs form, in the pattern of the EU form 302 manual: country, day, customs status (Union or
 * not), context (NATO, CSDP, other), number. The check digits behind it are this product's own addition, the two digits of
 * ISO 7064 MOD 97-10: every single wrong character and every swap of two neighbours is noticed.
 *
 * @param number the 18 characters of the pattern
 */
public record CustomsSerial(String number) {

    /** Context and status of a movement between the two states: outside the Union, neither NATO nor CSDP. */
    private static final String OUTSIDE = "NO";

    private static final int LENGTH = 18;
    private static final int MODULUS = 97;
    private static final Pattern FORM = Pattern.compile("([A-Z]{2})([0-9]{8})[UN][NEO][0-9]{6}");
    private static final Pattern CHECKED = Pattern.compile("(.{18})-([0-9]{2})");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    public CustomsSerial {
        if (!isSound(number)) {
            throw new IllegalArgumentException(
                    "Not a serial number of a customs form: " + number.length() + " characters");
        }
    }

    /**
     * The serial number of a movement between the two states.
     *
     * @param country two letters
     * @param sequence from 1 to 999999
     */
    public static CustomsSerial of(String country, LocalDate day, int sequence) {
        return new CustomsSerial(country + DAY.format(day) + OUTSIDE + String.format(Locale.ROOT, "%06d", sequence));
    }

    /**
     * The serial number in what was written, with or without its check digits; empty where the pattern or the check digits
     * are wrong.
     */
    public static Optional<CustomsSerial> parse(String written) {
        var checked = CHECKED.matcher(written);
        var number = checked.matches() ? checked.group(1) : written;
        if (!isSound(number)) {
            return Optional.empty();
        }
        var serial = new CustomsSerial(number);
        return written.equals(number) || written.equals(serial.checked()) ? Optional.of(serial) : Optional.empty();
    }

    /** Two letters. */
    public String country() {
        return number.substring(0, 2);
    }

    /** With its check digits, as printed: {@code TR20270215NO000001-09}. */
    public String checked() {
        return number + "-" + String.format(Locale.ROOT, "%02d", MODULUS + 1 - remainder(number + "00"));
    }

    private static boolean isSound(String number) {
        var form = FORM.matcher(number);
        if (number.length() != LENGTH || !form.matches()) {
            return false;
        }
        try {
            LocalDate.parse(form.group(2), DAY);
            return true;
        } catch (DateTimeParseException noSuchDay) {
            return false;
        }
    }

    /** The characters as one decimal number, a letter as two digits ({@code A} is 10), modulo 97. */
    private static int remainder(String characters) {
        var remainder = 0;
        for (var i = 0; i < characters.length(); i++) {
            var value = Character.digit(characters.charAt(i), Character.MAX_RADIX);
            remainder = (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
        }
        return remainder;
    }
}
