package org.mushterek.visit.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.mushterek.common.Message;

/**
 * The machine-readable zone of a passport (TD3, two lines of 44) or of an identity card (TD1, three lines of 30), as
 * ICAO Doc 9303 parts 4 and 5 lay it out.
 *
 * @param lines as printed
 * @param surname components separated by {@code <}
 * @param forenames components separated by {@code <}; may be empty
 * @param namesMayBeCut whether the name field is full to its last position, so that names may have been shortened
 * @param documentNumber without fillers, of any length that the format allows
 * @param birthDate {@code yyMMdd}, fillers where the document does not know
 * @param expiry {@code yyMMdd}
 * @param checks every check digit, right or wrong
 */
public record MachineReadableZone(
        Format format,
        List<String> lines,
        String issuingState,
        String nationality,
        String surname,
        String forenames,
        boolean namesMayBeCut,
        String documentNumber,
        String birthDate,
        String expiry,
        List<Check> checks)
        implements MachineReadableZoneReading {

    private static final Pattern ZONE = Pattern.compile("[A-Z0-9< \n\r\t/]*");
    private static final Pattern SEPARATORS = Pattern.compile("[ \n\r\t/]+");
    private static final Pattern FILLERS = Pattern.compile("<+");
    private static final Pattern FILLER_AT_AN_END = Pattern.compile("^<|<$");
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    /** The two sizes of document that the product accepts. */
    public enum Format {
        TD1(3, 30),
        TD3(2, 44);

        private final int lines;
        private final int length;

        Format(int lines, int length) {
            this.lines = lines;
            this.length = length;
        }
    }

    /** What a check digit guards. */
    public enum Field {
        DOCUMENT_NUMBER,
        BIRTH_DATE,
        EXPIRY,
        OPTIONAL_DATA,
        WHOLE;

        /** The name of the field, for a person. */
        public Message spoken() {
            return Message.of("roster.mrzField." + name());
        }
    }

    /**
     * One check digit.
     *
     * @param data what it is computed over
     * @param printed what the zone shows
     * @param computed what it would have to be
     */
    public record Check(Field field, String data, char printed, int computed) {

        static Check of(Field field, String data, char printed) {
            return new Check(field, data, printed, CheckDigit.of(data));
        }

        public boolean isRight() {
            // Documents may leave the digit of an empty optional field blank (9303-4, 4.2.2).
            boolean isBlank = field == Field.OPTIONAL_DATA
                    && printed == '<'
                    && data.chars().allMatch(c -> c == '<');
            return isBlank || printed == '0' + computed;
        }
    }

    public MachineReadableZone {
        lines = List.copyOf(lines);
        checks = List.copyOf(checks);
    }

    /** Reads a zone whose lines are joined by blanks, line ends or {@code /}, or by nothing; case does not matter. */
    public static MachineReadableZoneReading read(String text) {
        var upper = AsciiText.upper(text.strip());
        if (!ZONE.matcher(upper).matches()) {
            var illegal = upper.codePoints()
                    .filter(character -> !isLegal(character) && !isSeparator(character))
                    .distinct()
                    .limit(10)
                    .mapToObj(Excerpt::ofCharacter)
                    .toList();
            return new NotAZone(Message.of("roster.mrzLetters.wrong").with("characters", String.join(", ", illegal)));
        }
        var lines =
                SEPARATORS.splitAsStream(upper).filter(line -> !line.isEmpty()).toList();
        for (var format : Format.values()) {
            var split = split(lines, format);
            if (split.isPresent()) {
                return format == Format.TD3 ? passport(split.get()) : card(split.get());
            }
        }
        return new NotAZone(Message.of("roster.mrzShape.wrong")
                .with("lines", lines.size())
                .with(
                        "lengths",
                        lines.stream()
                                .limit(5)
                                .map(line -> String.valueOf(line.length()))
                                .toList()
                                .toString()));
    }

    /** The zone with one line under the other. */
    public String text() {
        return String.join("\n", lines);
    }

    /** Those check digits that are not what they would have to be. */
    public List<Check> wrongChecks() {
        return checks.stream().filter(check -> !check.isRight()).toList();
    }

    /** Whether the check digit of this field holds. */
    public boolean holds(Field field) {
        return wrongChecks().stream().noneMatch(check -> check.field() == field);
    }

    /** The birth date in the latest century that is not after today; empty where it is incomplete or no date. */
    public Optional<LocalDate> birthDate(LocalDate today) {
        int century = today.getYear() / 100 * 100;
        return date(birthDate, century).filter(date -> !date.isAfter(today)).or(() -> date(birthDate, century - 100));
    }

    /** The expiry in the century that brings it nearest to today; empty where it is no date. */
    public Optional<LocalDate> expiry(LocalDate today) {
        int century = today.getYear() / 100 * 100;
        return IntStream.of(century - 100, century, century + 100)
                .mapToObj(start -> date(expiry, start))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(date -> Math.abs(date.toEpochDay() - today.toEpochDay())));
    }

    private static Optional<LocalDate> date(String sixDigits, int century) {
        if (!SIX_DIGITS.matcher(sixDigits).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    century + Integer.parseInt(sixDigits.substring(0, 2)),
                    Integer.parseInt(sixDigits.substring(2, 4)),
                    Integer.parseInt(sixDigits.substring(4, 6))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> split(List<String> lines, Format format) {
        if (lines.size() == 1 && lines.get(0).length() == format.lines * format.length) {
            var split = new ArrayList<String>();
            for (int line = 0; line < format.lines; line++) {
                split.add(lines.get(0).substring(line * format.length, (line + 1) * format.length));
            }
            return Optional.of(split);
        }
        return lines.size() == format.lines && lines.stream().allMatch(line -> line.length() == format.length)
                ? Optional.of(lines)
                : Optional.empty();
    }

    private static MachineReadableZoneReading passport(List<String> lines) {
        var upper = lines.get(0);
        var lower = lines.get(1);
        if (upper.charAt(0) != 'P') {
            return new NotAZone(Message.of("roster.mrzKind.wrong").with("kind", upper.substring(0, 2)));
        }
        var checks = List.of(
                Check.of(Field.DOCUMENT_NUMBER, lower.substring(0, 9), lower.charAt(9)),
                Check.of(Field.BIRTH_DATE, lower.substring(13, 19), lower.charAt(19)),
                Check.of(Field.EXPIRY, lower.substring(21, 27), lower.charAt(27)),
                Check.of(Field.OPTIONAL_DATA, lower.substring(28, 42), lower.charAt(42)),
                Check.of(
                        Field.WHOLE,
                        lower.substring(0, 10) + lower.substring(13, 20) + lower.substring(21, 43),
                        lower.charAt(43)));
        return zone(
                Format.TD3,
                lines,
                upper.substring(2, 5),
                lower.substring(10, 13),
                upper.substring(5),
                withoutFillers(lower.substring(0, 9)),
                lower.substring(13, 19),
                lower.substring(21, 27),
                checks);
    }

    private static MachineReadableZoneReading card(List<String> lines) {
        var upper = lines.get(0);
        var middle = lines.get(1);
        if ("IAC".indexOf(upper.charAt(0)) < 0) {
            return new NotAZone(Message.of("roster.mrzKind.wrong").with("kind", upper.substring(0, 2)));
        }
        var number = cardNumber(upper);
        var checks = List.of(
                number,
                Check.of(Field.BIRTH_DATE, middle.substring(0, 6), middle.charAt(6)),
                Check.of(Field.EXPIRY, middle.substring(8, 14), middle.charAt(14)),
                Check.of(
                        Field.WHOLE,
                        upper.substring(5)
                                + middle.substring(0, 7)
                                + middle.substring(8, 15)
                                + middle.substring(18, 29),
                        middle.charAt(29)));
        return zone(
                Format.TD1,
                lines,
                upper.substring(2, 5),
                middle.substring(15, 18),
                lines.get(2),
                withoutFillers(number.data()),
                middle.substring(0, 6),
                middle.substring(8, 14),
                checks);
    }

    /**
     * A number of more than nine characters goes on in the optional data, where its check digit follows; a filler then
     * stands in the place of the check digit (9303-5, 4.2.2 note j).
     */
    private static Check cardNumber(String upper) {
        var first = upper.substring(5, 14);
        var rest = upper.substring(15).replaceAll("<.*$", "");
        boolean goesOn = upper.charAt(14) == '<' && first.indexOf('<') < 0 && rest.length() > 1;
        return goesOn
                ? Check.of(
                        Field.DOCUMENT_NUMBER,
                        first + rest.substring(0, rest.length() - 1),
                        rest.charAt(rest.length() - 1))
                : Check.of(Field.DOCUMENT_NUMBER, first, upper.charAt(14));
    }

    private static MachineReadableZone zone(
            Format format,
            List<String> lines,
            String issuingState,
            String nationality,
            String names,
            String documentNumber,
            String birthDate,
            String expiry,
            List<Check> checks) {
        int gap = names.indexOf("<<");
        var surname = gap < 0 ? names : names.substring(0, gap);
        var forenames = gap < 0 ? "" : names.substring(gap);
        return new MachineReadableZone(
                format,
                lines,
                stateOf(issuingState),
                stateOf(nationality),
                tidy(surname),
                tidy(forenames),
                !names.endsWith("<"),
                documentNumber,
                birthDate,
                expiry,
                checks);
    }

    /** Germany alone is one letter in a zone and three elsewhere. */
    private static String stateOf(String code) {
        var state = withoutFillers(code);
        return state.equals("D") ? "DEU" : state;
    }

    private static String tidy(String names) {
        return FILLER_AT_AN_END.matcher(FILLERS.matcher(names).replaceAll("<")).replaceAll("");
    }

    private static String withoutFillers(String data) {
        return data.replace("<", "");
    }

    private static boolean isLegal(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9') || character == '<';
    }

    private static boolean isSeparator(int character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t' || character == '/';
    }

    /** {@code yyMMdd}, as a zone writes a date. */
    static String sixDigits(LocalDate date) {
        return String.format(
                Locale.ROOT, "%02d%02d%02d", date.getYear() % 100, date.getMonthValue(), date.getDayOfMonth());
    }
}
