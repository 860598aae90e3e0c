package org.mushterek.visit.roster;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;

/** Sound persons and rolls for tests: {@code aVisitor().bornOn(..).build()} has a machine-readable zone that agrees. */
public final class RosterFixtures {

    /** The day on which the fixtures are sound. */
    public static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

    private RosterFixtures() {}

    /** An Azerbaijani officer with a passport. */
    public static VisitorBuilder aVisitor() {
        return new VisitorBuilder();
    }

    /** The person of a line: names, document and personal number differ from line to line. */
    public static VisitorBuilder aVisitor(int line) {
        return new VisitorBuilder().onLine(line);
    }

    /** As many different persons, numbered from 1. */
    public static List<Visitor> visitors(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> aVisitor(line).build())
                .toList();
    }

    /** A roll in CSV with all columns in the order of the template. */
    public static String csv(List<Visitor> visitors) {
        var rows = visitors.stream()
                .map(visitor -> String.join(",", cellsOf(visitor).values()))
                .collect(Collectors.joining("\n"));
        return String.join(",", RosterColumn.headers()) + "\n" + rows + "\n";
    }

    public static byte[] csvBytes(List<Visitor> visitors) {
        return csv(visitors).getBytes(StandardCharsets.UTF_8);
    }

    /** A roll in JSON with the field names of the CSV header. */
    public static String json(List<Visitor> visitors) {
        return visitors.stream()
                .map(visitor -> cellsOf(visitor).entrySet().stream()
                        .map(cell -> "\"" + cell.getKey().header() + "\":\"" + cell.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    static Map<RosterColumn, String> cellsOf(Visitor visitor) {
        var cells = new EnumMap<RosterColumn, String>(RosterColumn.class);
        cells.put(RosterColumn.GRADE, visitor.grade());
        cells.put(RosterColumn.SURNAME, visitor.surname());
        cells.put(RosterColumn.FORENAMES, visitor.forenames());
        cells.put(RosterColumn.SURNAME_MRZ, visitor.surnameMrz());
        cells.put(RosterColumn.FORENAMES_MRZ, visitor.forenamesMrz());
        cells.put(RosterColumn.BIRTH_DATE, visitor.birthDate().toString());
        cells.put(RosterColumn.NATIONALITY, visitor.nationality());
        cells.put(RosterColumn.DOCUMENT_TYPE, visitor.documentType().name());
        cells.put(RosterColumn.DOCUMENT_NUMBER, visitor.documentNumber());
        cells.put(RosterColumn.DOCUMENT_EXPIRY, visitor.documentExpiry().toString());
        cells.put(RosterColumn.MRZ, visitor.mrz() == null ? "" : visitor.mrz().replace('\n', ' '));
        cells.put(RosterColumn.PERSONAL_NUMBER, visitor.personalNumber() == null ? "" : visitor.personalNumber());
        cells.put(RosterColumn.CLEARANCE, visitor.clearance().name());
        cells.put(RosterColumn.ROLE, visitor.role().name());
        cells.put(RosterColumn.INSURED_FROM, written(visitor.insuredFrom()));
        cells.put(RosterColumn.INSURED_UNTIL, written(visitor.insuredUntil()));
        cells.put(RosterColumn.FITNESS_CERTIFIED_ON, written(visitor.fitnessCertifiedOn()));
        return cells;
    }

    private static String written(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /** The machine-readable zone of this person's document, its lines joined by a line end. */
    public static String zoneOf(
            DocumentType type,
            String nationality,
            String surnameMrz,
            String forenamesMrz,
            LocalDate birthDate,
            String documentNumber,
            LocalDate expiry,
            String optionalData) {
        var birth = withCheckDigit(sixDigits(birthDate));
        var until = withCheckDigit(sixDigits(expiry));
        var names = surnameMrz + "<<" + forenamesMrz;
        if (type == DocumentType.PASSPORT) {
            var number = withCheckDigit(filled(documentNumber, 9));
            var optional = withCheckDigit(filled(optionalData, 14));
            var whole = CheckDigit.of(number + birth + until + optional);
            return filled("P<" + nationality + names, 44) + "\n" + number + nationality + birth + "M" + until + optional
                    + whole;
        }
        var number = documentNumber.length() <= 9
                ? withCheckDigit(filled(documentNumber, 9)) + optionalData
                : documentNumber.substring(0, 9)
                        + "<"
                        + documentNumber.substring(9)
                        + CheckDigit.of(documentNumber)
                        + "<";
        var upper = filled("I<" + nationality + number, 30);
        var whole = CheckDigit.of(upper.substring(5) + birth + until + "<".repeat(11));
        return upper + "\n" + birth + "M" + until + nationality + "<".repeat(11) + whole + "\n" + filled(names, 30);
    }

    /** The zone of a visitor who has one. */
    public static String zoneOf(Visitor visitor) {
        return Objects.requireNonNull(visitor.mrz());
    }

    /** The data with its check digit behind it. */
    public static String withCheckDigit(String data) {
        return data + CheckDigit.of(data);
    }

    /** A Turkish identity number from its first nine digits. */
    public static String identityNumber(int firstNine) {
        var digits = String.valueOf(firstNine);
        return digits + TurkishIdentityNumber.checkDigitsOf(digits);
    }

    static String filled(String text, int length) {
        return (text + "<".repeat(length)).substring(0, length);
    }

    private static String sixDigits(LocalDate date) {
        return String.format(
                Locale.ROOT, "%02d%02d%02d", date.getYear() % 100, date.getMonthValue(), date.getDayOfMonth());
    }

    /** Builds a person; whatever is not said has a valid default, and the zone follows what is said. */
    public static final class VisitorBuilder {

        private int line = 1;
        private String grade = "OF-3";
        private String surname = "Əliyev";
        private String forenames = "Rəşad";
        private String surnameMrz = "ALIYEV";
        private String forenamesMrz = "RASHAD";
        private LocalDate birthDate = LocalDate.of(1990, 6, 24);
        private String nationality = "AZE";
        private DocumentType documentType = DocumentType.PASSPORT;
        private String documentNumber = "C01234501";
        private LocalDate documentExpiry = LocalDate.of(2032, 4, 15);
        private @Nullable String personalNumber = "5ABC101";
        private boolean zoned = true;
        private @Nullable String mrz;
        private Clearance clearance = Clearance.SECRET;
        private VisitorRole role = VisitorRole.PARTICIPANT;

        /** The place in the roll; it changes forenames, document and personal number, too. */
        public VisitorBuilder onLine(int line) {
            this.line = line;
            this.forenames = "Rəşad " + lettersOf(line);
            this.forenamesMrz = "RASHAD<" + lettersOf(line);
            this.documentNumber = String.format(Locale.ROOT, "C%08d", 1_234_500 + line);
            this.personalNumber = String.format(Locale.ROOT, "5AB%04d", line);
            return this;
        }

        public VisitorBuilder graded(String grade) {
            this.grade = grade;
            return this;
        }

        public VisitorBuilder named(String surname, String forenames, String surnameMrz, String forenamesMrz) {
            this.surname = surname;
            this.forenames = forenames;
            this.surnameMrz = surnameMrz;
            this.forenamesMrz = forenamesMrz;
            return this;
        }

        public VisitorBuilder bornOn(LocalDate birthDate) {
            this.birthDate = birthDate;
            return this;
        }

        public VisitorBuilder ofNationality(String nationality) {
            this.nationality = nationality;
            return this;
        }

        /** A Turkish citizen with a passport and an identity number of their own. */
        public VisitorBuilder turkish() {
            this.nationality = "TUR";
            this.documentNumber = String.format(Locale.ROOT, "U%08d", 1_234_500 + line);
            this.personalNumber = identityNumber(100_000_100 + line);
            return this;
        }

        public VisitorBuilder withDocument(DocumentType type, String number, LocalDate expiry) {
            this.documentType = type;
            this.documentNumber = number;
            this.documentExpiry = expiry;
            return this;
        }

        public VisitorBuilder withDocument(DocumentType type, String number) {
            return withDocument(type, number, documentExpiry);
        }

        public VisitorBuilder withDocumentUntil(LocalDate expiry) {
            this.documentExpiry = expiry;
            return this;
        }

        public VisitorBuilder withPersonalNumber(@Nullable String personalNumber) {
            this.personalNumber = personalNumber;
            return this;
        }

        public VisitorBuilder cleared(Clearance clearance) {
            this.clearance = clearance;
            return this;
        }

        public VisitorBuilder as(VisitorRole role) {
            this.role = role;
            return this;
        }

        public VisitorBuilder withoutZone() {
            this.zoned = false;
            return this;
        }

        /** A zone of the test's own instead of the one that agrees with the person. */
        public VisitorBuilder withZone(String mrz) {
            this.mrz = mrz;
            return this;
        }

        public Visitor build() {
            return new Visitor(
                    line,
                    grade,
                    surname,
                    forenames,
                    surnameMrz,
                    forenamesMrz,
                    birthDate,
                    nationality,
                    documentType,
                    documentNumber,
                    documentExpiry,
                    zone(),
                    personalNumber,
                    clearance,
                    role,
                    null,
                    null,
                    null,
                    null);
        }

        private @Nullable String zone() {
            if (mrz != null || !zoned) {
                return mrz;
            }
            var optional = personalNumber == null ? "" : personalNumber.replace("-", "");
            return zoneOf(
                    documentType,
                    nationality,
                    surnameMrz,
                    forenamesMrz,
                    birthDate,
                    documentNumber,
                    documentExpiry,
                    optional.substring(0, Math.min(14, optional.length())));
        }

        private static String lettersOf(int number) {
            return "" + (char) ('A' + number / 676 % 26) + (char) ('A' + number / 26 % 26) + (char) ('A' + number % 26);
        }
    }
}
