package org.mushterek.visit.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;
import org.mushterek.visit.roster.MachineReadableZone.Field;
import org.mushterek.visit.roster.MachineReadableZone.Format;

/**
 * One row of a roll under examination: its cells become values where they can, and faults or notes where they cannot. The
 * form of a row is judged here; whether a sound visitor may travel (an expired document, a missing clearance) is for the
 * rules of visits.
 */
final class VisitorRow {

    static final int YOUNGEST = 16;
    static final int OLDEST = 80;
    static final int MOST_YEARS_TO_EXPIRY = 50;
    static final int LONGEST_CELL = 200;
    static final int LONGEST_MRZ_NAME = 39;

    private static final Pattern GRADE = Pattern.compile("(OF)[- ]?([1-9]|10)|(OR)[- ]?([1-9])");
    private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern DAY_FIRST_DATE = Pattern.compile("([0-9]{2})\\.([0-9]{2})\\.([0-9]{4})");
    private static final Pattern MRZ_NAME = Pattern.compile("[A-Z]+(<[A-Z]+)*");
    private static final Pattern PASSPORT_NUMBER = Pattern.compile("[A-Z0-9]{5,9}");
    /** Identity cards may have longer numbers, which their zone continues in the optional data. */
    private static final Pattern CARD_NUMBER = Pattern.compile("[A-Z0-9]{5,22}");

    private static final Pattern PERSONAL_NUMBER = Pattern.compile("[A-Z0-9-]{1,20}");
    private static final Set<String> STATES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);
    private static final Message ICAO = Message.of("roster.source.icao");
    private static final Message IDENTITY_NUMBER_RULE = Message.of("roster.source.identityNumber");

    private final RosterTable.Row row;
    private final int line;
    private final LocalDate today;
    private final List<Finding> faults = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();

    private @Nullable String grade;
    private @Nullable PersonName surname;
    private @Nullable PersonName forenames;
    private @Nullable String surnameMrz;
    private @Nullable String forenamesMrz;
    private @Nullable LocalDate birthDate;
    private @Nullable String nationality;
    private @Nullable DocumentType documentType;
    private @Nullable String documentNumber;
    private @Nullable LocalDate documentExpiry;
    private @Nullable MachineReadableZone zone;
    private @Nullable String personalNumber;
    private @Nullable Clearance clearance;
    private @Nullable VisitorRole role;
    private @Nullable LocalDate insuredFrom;
    private @Nullable LocalDate insuredUntil;
    private @Nullable LocalDate fitnessCertifiedOn;

    private VisitorRow(RosterTable.Row row, int line, LocalDate today) {
        this.row = row;
        this.line = line;
        this.today = today;
        this.faults.addAll(row.faults());
    }

    /**
     * Examines a row.
     *
     * @param line the person's number in the roll, from 1
     * @param today against which age and two-digit years are judged
     */
    static VisitorRow examine(RosterTable.Row row, int line, LocalDate today) {
        var examined = new VisitorRow(row, line, today);
        boolean hasNoFields = row.cells().isEmpty() && !row.faults().isEmpty();
        if (!hasNoFields) {
            examined.readCells();
            examined.compareNames();
            examined.compareZone();
        }
        return examined;
    }

    int number() {
        return row.number();
    }

    List<Finding> faults() {
        return faults;
    }

    List<Message> notes() {
        return notes;
    }

    /** Document number with its state; null where either is unknown. */
    @Nullable
    String documentNumber() {
        return documentNumber;
    }

    @Nullable
    String documentKey() {
        return documentNumber == null || nationality == null ? null : nationality + " " + documentNumber;
    }

    @Nullable
    String personalNumber() {
        return personalNumber;
    }

    /** Names, whatever their case, with the birth date; null where one is unknown. */
    @Nullable
    String personKey() {
        return surname == null || forenames == null || birthDate == null
                ? null
                : surname.folded() + "|" + forenames.folded() + "|" + birthDate;
    }

    /** The visitor that the row describes; null where a fault was found. */
    @Nullable
    Visitor visitor() {
        if (!faults.isEmpty()
                || grade == null
                || surname == null
                || forenames == null
                || surnameMrz == null
                || forenamesMrz == null
                || birthDate == null
                || nationality == null
                || documentType == null
                || documentNumber == null
                || documentExpiry == null
                || clearance == null
                || role == null) {
            return null;
        }
        return new Visitor(
                line,
                grade,
                surname.text(),
                forenames.text(),
                surnameMrz,
                forenamesMrz,
                birthDate,
                nationality,
                documentType,
                documentNumber,
                documentExpiry,
                zone == null ? null : zone.text(),
                personalNumber,
                clearance,
                role,
                insuredFrom,
                insuredUntil,
                fitnessCertifiedOn,
                null);
    }

    private void readCells() {
        grade = readGrade();
        surname = readName(RosterColumn.SURNAME);
        forenames = readName(RosterColumn.FORENAMES);
        surnameMrz = readMrzName(RosterColumn.SURNAME_MRZ);
        forenamesMrz = readMrzName(RosterColumn.FORENAMES_MRZ);
        birthDate = readBirthDate();
        nationality = readNationality();
        documentType = readChoice(RosterColumn.DOCUMENT_TYPE, DocumentType.class);
        documentNumber = readDocumentNumber(documentType, nationality);
        documentExpiry = readExpiry();
        zone = readZone();
        personalNumber = readPersonalNumber(nationality);
        clearance = readChoice(RosterColumn.CLEARANCE, Clearance.class);
        role = readChoice(RosterColumn.ROLE, VisitorRole.class);
        insuredFrom = readDate(RosterColumn.INSURED_FROM);
        insuredUntil = readDate(RosterColumn.INSURED_UNTIL);
        fitnessCertifiedOn = readDate(RosterColumn.FITNESS_CERTIFIED_ON);
    }

    private @Nullable String readGrade() {
        var cell = cell(RosterColumn.GRADE);
        if (cell == null) {
            return null;
        }
        var matcher = GRADE.matcher(AsciiText.upper(cell));
        if (!matcher.matches()) {
            fault("roster.grade", RosterColumn.GRADE, Map.of("value", Excerpt.of(cell)));
            return null;
        }
        return matcher.group(1) != null
                ? matcher.group(1) + "-" + matcher.group(2)
                : matcher.group(3) + "-" + matcher.group(4);
    }

    private @Nullable PersonName readName(RosterColumn column) {
        var cell = cell(column);
        if (cell == null) {
            return null;
        }
        var name = PersonName.of(cell);
        boolean sound = true;
        if (!name.forbidden().isEmpty()) {
            fault("roster.nameCharacters", column, Map.of("characters", PersonName.told(name.forbidden())));
            sound = false;
        }
        if (!name.foreign().isEmpty()) {
            fault("roster.nameAlphabet", column, Map.of("characters", PersonName.told(name.foreign())));
            sound = false;
        }
        if (name.length() > PersonName.MAX_LENGTH) {
            fault("roster.nameLength", column, Map.of("length", name.length(), "limit", PersonName.MAX_LENGTH));
            sound = false;
        }
        if (sound && name.replaced() > 0) {
            note("roster.note.lettersReplaced", column, Map.of("count", name.replaced(), "name", name.text()));
        }
        return sound ? name : null;
    }

    private @Nullable String readMrzName(RosterColumn column) {
        var cell = cell(column);
        if (cell == null) {
            return null;
        }
        var name = AsciiText.upper(cell).replaceAll("[ <-]+", "<").replaceAll("^<|<$", "");
        if (!MRZ_NAME.matcher(name).matches()) {
            fault("roster.mrzName", column, Map.of("value", Excerpt.of(cell)));
            return null;
        }
        if (name.length() > LONGEST_MRZ_NAME) {
            fault("roster.nameLength", column, Map.of("length", name.length(), "limit", LONGEST_MRZ_NAME));
            return null;
        }
        return name;
    }

    private @Nullable LocalDate readBirthDate() {
        var date = readDate(RosterColumn.BIRTH_DATE);
        if (date == null) {
            return null;
        }
        if (!date.isBefore(today)) {
            fault("roster.birthDate", RosterColumn.BIRTH_DATE, Map.of("date", date, "today", today));
            return null;
        }
        int age = Period.between(date, today).getYears();
        if (age < YOUNGEST || age > OLDEST) {
            fault(
                    "roster.age",
                    RosterColumn.BIRTH_DATE,
                    Map.of("date", date, "age", age, "youngest", YOUNGEST, "oldest", OLDEST));
            return null;
        }
        return date;
    }

    private @Nullable LocalDate readExpiry() {
        var date = readDate(RosterColumn.DOCUMENT_EXPIRY);
        if (date == null) {
            return null;
        }
        if (date.isBefore(today.minusYears(MOST_YEARS_TO_EXPIRY))
                || date.isAfter(today.plusYears(MOST_YEARS_TO_EXPIRY))) {
            fault("roster.expiry", RosterColumn.DOCUMENT_EXPIRY, Map.of("date", date, "years", MOST_YEARS_TO_EXPIRY));
            return null;
        }
        return date;
    }

    private @Nullable LocalDate readDate(RosterColumn column) {
        var cell = cell(column);
        if (cell == null) {
            return null;
        }
        var iso = ISO_DATE.matcher(cell);
        var dayFirst = DAY_FIRST_DATE.matcher(cell);
        try {
            if (iso.matches()) {
                return dateOf(iso.group(1), iso.group(2), iso.group(3));
            }
            if (dayFirst.matches()) {
                return dateOf(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
            }
        } catch (DateTimeException noSuchDay) {
            fault("roster.noSuchDay", column, Map.of("value", Excerpt.of(cell)));
            return null;
        }
        fault("roster.date", column, Map.of("value", Excerpt.of(cell)));
        return null;
    }

    private static LocalDate dateOf(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private @Nullable String readNationality() {
        var cell = cell(RosterColumn.NATIONALITY);
        if (cell == null) {
            return null;
        }
        var code = AsciiText.upper(cell);
        if (!STATES.contains(code)) {
            fault("roster.nationality", RosterColumn.NATIONALITY, Map.of("value", Excerpt.of(cell)));
            return null;
        }
        return code;
    }

    private @Nullable String readDocumentNumber(@Nullable DocumentType type, @Nullable String state) {
        var cell = cell(RosterColumn.DOCUMENT_NUMBER);
        if (cell == null) {
            return null;
        }
        var number = AsciiText.upper(cell);
        var form = type == DocumentType.PASSPORT ? PASSPORT_NUMBER : CARD_NUMBER;
        if (!form.matcher(number).matches()) {
            fault("roster.documentNumber", RosterColumn.DOCUMENT_NUMBER, Map.of("value", Excerpt.of(cell)));
            return null;
        }
        if (type != null && state != null && !NationalNumbers.isUsualDocumentNumber(state, type, number)) {
            note(
                    "roster.note.documentNumber",
                    RosterColumn.DOCUMENT_NUMBER,
                    Map.of("value", number, "nationality", state));
        }
        return number;
    }

    private @Nullable MachineReadableZone readZone() {
        var cell = cell(RosterColumn.MRZ);
        if (cell == null) {
            return null;
        }
        var reading = MachineReadableZone.read(cell);
        if (reading instanceof MachineReadableZoneReading.NotAZone notAZone) {
            faults.add(new Finding(
                    "roster.mrz", row.place(RosterColumn.MRZ), notAZone.wrong(), Message.of("roster.mrz.cure"), ICAO));
            return null;
        }
        return (MachineReadableZone) reading;
    }

    private @Nullable String readPersonalNumber(@Nullable String state) {
        var cell = cell(RosterColumn.PERSONAL_NUMBER);
        if (cell == null) {
            return null;
        }
        var number = AsciiText.upper(cell);
        var value = Map.<String, Object>of("value", Excerpt.of(cell));
        if ("TUR".equals(state)) {
            if (!TurkishIdentityNumber.hasForm(number)) {
                fault("roster.identityNumber", RosterColumn.PERSONAL_NUMBER, value, IDENTITY_NUMBER_RULE);
                return null;
            }
            if (!TurkishIdentityNumber.hasRightCheckDigits(number)) {
                var values = Map.<String, Object>of(
                        "value",
                        number,
                        "printed",
                        number.substring(9),
                        "computed",
                        TurkishIdentityNumber.checkDigitsOf(number));
                faults.add(new Finding(
                        "roster.checkDigit",
                        row.place(RosterColumn.PERSONAL_NUMBER),
                        new Message("roster.identityCheckDigits.wrong", values),
                        new Message("roster.identityCheckDigits.cure", values),
                        IDENTITY_NUMBER_RULE));
                return null;
            }
            return number;
        }
        if (!PERSONAL_NUMBER.matcher(number).matches()) {
            fault("roster.personalNumber", RosterColumn.PERSONAL_NUMBER, value);
            return null;
        }
        if ("AZE".equals(state) && !NationalNumbers.isUsualFin(number)) {
            note("roster.note.fin", RosterColumn.PERSONAL_NUMBER, Map.of("value", number));
        }
        return number;
    }

    private <E extends Enum<E>> @Nullable E readChoice(RosterColumn column, Class<E> type) {
        var cell = cell(column);
        if (cell == null) {
            return null;
        }
        var name = AsciiText.upper(cell);
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        var allowed = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        fault("roster.choice", column, Map.of("value", Excerpt.of(cell), "allowed", allowed));
        return null;
    }

    private void compareNames() {
        compareName(RosterColumn.SURNAME, surname, surnameMrz);
        compareName(RosterColumn.FORENAMES, forenames, forenamesMrz);
    }

    private void compareName(RosterColumn column, @Nullable PersonName national, @Nullable String mrz) {
        if (national == null || mrz == null || Transliterations.fits(national.text(), mrz)) {
            return;
        }
        var likely = String.join(", ", Transliterations.likeliest(national.text(), 3));
        note("roster.note.spelling", column, Map.of("name", national.text(), "mrz", mrz, "likely", likely));
    }

    private void compareZone() {
        if (zone == null) {
            return;
        }
        for (var check : zone.wrongChecks()) {
            var values = Map.<String, Object>of(
                    "field",
                    check.field().spoken(),
                    "data",
                    check.data(),
                    "printed",
                    String.valueOf(check.printed()),
                    "computed",
                    check.computed());
            // The rule that would forbid it at submission; a roll with such a row is not even taken in.
            faults.add(new Finding(
                    "DOC-06",
                    row.place(RosterColumn.MRZ),
                    new Message("roster.checkDigit.wrong", values),
                    new Message("roster.checkDigit.cure", values),
                    ICAO));
        }
        var format = documentType == DocumentType.PASSPORT ? Format.TD3 : Format.TD1;
        if (documentType != null && format != zone.format()) {
            differs(
                    RosterColumn.DOCUMENT_TYPE,
                    documentType.name(),
                    zone.format() == Format.TD3 ? DocumentType.PASSPORT.name() : DocumentType.ID_CARD.name());
        }
        // A field whose own check digit is wrong says nothing; what was mistyped there would be told twice.
        if (documentNumber != null
                && zone.holds(Field.DOCUMENT_NUMBER)
                && !documentNumber.equals(zone.documentNumber())) {
            differs(RosterColumn.DOCUMENT_NUMBER, documentNumber, zone.documentNumber());
        }
        if (birthDate != null && zone.holds(Field.BIRTH_DATE) && !isSameDay(birthDate, zone.birthDate())) {
            differs(
                    RosterColumn.BIRTH_DATE,
                    birthDate,
                    zone.birthDate(today).<Object>map(date -> date).orElse(zone.birthDate()));
        }
        if (documentExpiry != null && zone.holds(Field.EXPIRY) && !isSameDay(documentExpiry, zone.expiry())) {
            differs(
                    RosterColumn.DOCUMENT_EXPIRY,
                    documentExpiry,
                    zone.expiry(today).<Object>map(date -> date).orElse(zone.expiry()));
        }
        if (nationality != null && !nationality.equals(zone.nationality())) {
            differs(RosterColumn.NATIONALITY, nationality, zone.nationality());
        }
        if (surnameMrz != null && !isSameName(surnameMrz, zone.surname(), zone.namesMayBeCut())) {
            differs(RosterColumn.SURNAME_MRZ, surnameMrz, zone.surname());
        }
        if (forenamesMrz != null && !isSameName(forenamesMrz, zone.forenames(), zone.namesMayBeCut())) {
            differs(RosterColumn.FORENAMES_MRZ, forenamesMrz, zone.forenames());
        }
    }

    /** Whether the day may be the one in the zone, which has fillers where the document does not know. */
    private static boolean isSameDay(LocalDate date, String sixDigits) {
        var expected = MachineReadableZone.sixDigits(date);
        for (int at = 0; at < expected.length(); at++) {
            if (sixDigits.charAt(at) != '<' && sixDigits.charAt(at) != expected.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether both are one name; a zone without room for it shortens components or leaves out the last of them. */
    private static boolean isSameName(String given, String inZone, boolean mayBeCut) {
        if (given.equals(inZone)) {
            return true;
        }
        if (!mayBeCut) {
            return false;
        }
        var givenParts = given.split("<", -1);
        var zoneParts = inZone.isEmpty() ? new String[0] : inZone.split("<", -1);
        if (zoneParts.length > givenParts.length) {
            return false;
        }
        for (int at = 0; at < zoneParts.length; at++) {
            if (!givenParts[at].startsWith(zoneParts[at])) {
                return false;
            }
        }
        return true;
    }

    private void differs(RosterColumn column, Object given, Object inZone) {
        fault("roster.zoneDiffers", column, Map.of("column", column.header(), "given", given, "zone", inZone), ICAO);
    }

    /** The cell's text; null where it is empty, which is a fault in a required column, or too long, which is one anywhere. */
    private @Nullable String cell(RosterColumn column) {
        var text = row.cells().get(column);
        if (text == null) {
            boolean alreadyTold =
                    faults.stream().anyMatch(fault -> row.place(column).equals(fault.place()));
            if (column.isRequired() && !alreadyTold) {
                fault("roster.missing", column, Map.of("column", column.header()));
            }
            return null;
        }
        if (text.length() > LONGEST_CELL) {
            fault("roster.cellLength", column, Map.of("length", text.length(), "limit", LONGEST_CELL));
            return null;
        }
        return text;
    }

    private void fault(String code, RosterColumn column, Map<String, Object> values) {
        fault(code, column, values, null);
    }

    private void fault(String code, RosterColumn column, Map<String, Object> values, @Nullable Message source) {
        faults.add(new Finding(
                code,
                row.place(column),
                new Message(code + ".wrong", values),
                new Message(code + ".cure", values),
                source));
    }

    private void note(String key, RosterColumn column, Map<String, Object> values) {
        notes.add(new Message(key, values).with("line", line).with("column", column.header()));
    }
}
