package org.mushterek.reporting;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an officer may say of a case's number: all of it, or any parts of it in their order. Pure. */
record CaseNumber(
        @Nullable String kind,
        @Nullable String side,
        @Nullable Integer year,
        @Nullable Integer sequence) {

    private static final Pattern SAID = Pattern.compile(
            "(?:(?<kind>VIS|PLN|DRL|RSK|INC|INS|AAR|OBS|MRG|ACT|OFR|DEC)(?:-|$))?(?:(?<side>[A-Z]{3})(?:-|$))?(?:(?<year>20[0-9]{2})(?:-|$))?"
                    + "(?<sequence>[0-9]{1,7})?");
    private static final Pattern WHOLE = Pattern.compile("(?<kind>[A-Z]{3})-[A-Z]{3}-20[0-9]{2}-[0-9]{4,7}");

    /** What kind of case a number names ({@code VIS}). */
    static String kindOf(String number) {
        var dash = number.indexOf('-');
        return dash < 0 ? number : number.substring(0, dash);
    }

    static boolean isWhole(String number) {
        return WHOLE.matcher(number).matches();
    }

    /** Empty where it cannot be part of a number. */
    static Optional<CaseNumber> read(String typed) {
        var said = SAID.matcher(typed.strip().toUpperCase(Locale.ROOT));
        if (typed.isBlank() || !said.matches()) {
            return Optional.empty();
        }
        return Optional.of(new CaseNumber(
                said.group("kind"), said.group("side"), number(said.group("year")), number(said.group("sequence"))));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
