package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mushterek.visit.roster.RosterFixtures.TODAY;
import static org.mushterek.visit.roster.RosterFixtures.aVisitor;
import static org.mushterek.visit.roster.RosterFixtures.csv;
import static org.mushterek.visit.roster.RosterFixtures.json;
import static org.mushterek.visit.roster.RosterFixtures.visitors;
import static org.mushterek.visit.roster.RosterFixtures.zoneOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;

class RosterReaderTest {

    private static final Texts TEXTS = new Texts();
    private static final Pattern OPEN_PLACEHOLDER = Pattern.compile("\\{[a-zA-Z]+}");

    private final RosterReader reader = new RosterReader();

    @Nested
    class Forms {

        @Test
        void readsCsv() {
            assertThat(read(csv(visitors(30)))).isEqualTo(new RosterReading.Sound(visitors(30), List.of()));
        }

        @ParameterizedTest
        @ValueSource(strings = {",", ";", "\t"})
        void detectsTheSeparator(String separator) {
            assertThat(read(csv(visitors(3)).replace(",", separator)))
                    .isEqualTo(new RosterReading.Sound(visitors(3), List.of()));
        }

        @Test
        void readsByteOrderMarkWindowsLinesAndBlankRows() {
            var text = "\uFEFF\r\n" + csv(visitors(3)).replace("\n", "\r\n\r\n") + ",,,\r\n";

            assertThat(read(text)).isEqualTo(new RosterReading.Sound(visitors(3), List.of()));
        }

        @Test
        void readsColumnsInAnyOrderAndCase() {
            var columns = new ArrayList<>(Arrays.asList(RosterColumn.values()));
            Collections.reverse(columns);
            var text = columns.stream()
                            .map(column -> column.header().toUpperCase(Locale.ROOT))
                            .collect(Collectors.joining(","))
                    + "\n"
                    + row(columns, aVisitor(1).build());

            assertThat(read(text)).isEqualTo(new RosterReading.Sound(visitors(1), List.of()));
        }

        @Test
        void readsCsvWithoutTheOptionalColumns() {
            var columns = Arrays.stream(RosterColumn.values())
                    .filter(RosterColumn::isRequired)
                    .toList();
            var visitor = aVisitor().withoutZone().withPersonalNumber(null).build();
            var header = columns.stream().map(RosterColumn::header).collect(Collectors.joining(","));

            assertThat(read(header + "\n" + row(columns, visitor)))
                    .isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @Test
        void readsZoneOfSeveralLinesInOneQuotedCell() {
            var visitor = aVisitor().build();
            var zone = zoneOf(visitor);

            assertThat(read(csv(List.of(visitor)).replace(zone.replace('\n', ' '), "\"" + zone + "\"")))
                    .isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @Test
        void readsJsonInBothSpellings() {
            var sound = new RosterReading.Sound(visitors(30), List.of());

            assertThat(read(json(visitors(30)))).isEqualTo(sound);
            assertThat(read("\uFEFF \n" + camelCase(json(visitors(30))))).isEqualTo(sound);
        }

        @Test
        void takesJsonNullForAbsent() {
            var visitor = aVisitor().withoutZone().withPersonalNumber(null).build();

            assertThat(read(json(List.of(visitor)).replace("\"mrz\":\"\"", "\"mrz\":null")))
                    .isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @Test
        void readsItsOwnTemplate() {
            var reading = (RosterReading.Sound) reader.read(RosterTemplate.csv(), TODAY);

            assertThat(reading.notes()).isEmpty();
            assertThat(reading.visitors()).hasSize(1);
            assertThat(reading.visitors().get(0).mrz()).isNotNull();
        }
    }

    @Nested
    class WholeFiles {

        @Test
        void takesAFileOfExactlyTheLimit() {
            var text = csv(visitors(1));
            var padded = text + "\n".repeat(RosterReader.MAX_BYTES - text.getBytes(StandardCharsets.UTF_8).length);

            assertThat(read(padded)).isInstanceOf(RosterReading.Sound.class);
            assertThat(refusal((padded + "\n").getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(told(
                            Refusal.Kind.TOO_LARGE,
                            Message.of("roster.tooLarge").with("limitKib", 1024)));
        }

        @Test
        void takesRollsUpToTheLimitOfPersons() {
            assertThat(read(csv(visitors(1000)))).isEqualTo(new RosterReading.Sound(visitors(1000), List.of()));
            var tooMany = told(
                    Refusal.Kind.TOO_LARGE, Message.of("roster.tooManyPersons").with("limit", 1000));
            assertThat(refusal(csv(visitors(1001)))).isEqualTo(tooMany);
            assertThat(refusal("[" + "1,".repeat(100_000) + "1]")).isEqualTo(tooMany);
        }

        @Test
        void refusesFiveThousandRubbishRowsAtOnce() {
            var rubbish = "garbage,{{7*7}},=1+1,<img onerror>,,,x\n".repeat(5_000);
            refusal(rubbish);

            // A hundred times what it takes, so that a busy machine does not fail the test.
            Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
                assertThat(refusal(rubbish).kind()).isEqualTo(Refusal.Kind.INVALID);
                assertThat(refusal(csv(List.of()) + rubbish).kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
            });
        }

        @Test
        void tellsAtMostTwoHundredFindingsAndTheirTotal() {
            var rows = "OF-1;a;b;c;d;1;2;3;4;5;6;7;8;9\n".repeat(1_000);

            var reading = (RosterReading.Faulty) read(csv(List.of()).replace(',', ';') + rows);

            assertThat(reading.findings()).hasSize(200);
            // Eight unreadable cells in each row, and a personal number that all rows share.
            assertThat(reading.total()).isEqualTo(8_999);
        }

        @Test
        void refusesWhatIsNoWorkbookAndSpreadsheetsOfTheOldKind() throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            }

            assertThat(refusal(bytes.toByteArray())).isEqualTo(invalid("roster.malformedXlsx"));
            assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
                    .isEqualTo(invalid("roster.spreadsheet"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
        void refusesUtf16(String charset) {
            assertThat(refusal(csv(visitors(2)).getBytes(Charset.forName(charset))))
                    .isEqualTo(invalid("roster.utf16"));
        }

        @Test
        void refusesNationalEncodingsAndNamesTheLine() {
            var text = csv(List.of(
                    aVisitor(1).named("Ali", "Can", "ALI", "CAN").build(),
                    aVisitor(2).named("Şahin", "Işık", "SAHIN", "ISIK").build()));

            assertThat(refusal(text.getBytes(Charset.forName("windows-1254"))))
                    .isEqualTo(told(
                            Refusal.Kind.INVALID, Message.of("roster.notUtf8").with("line", 3)));
        }

        @Test
        void refusesBinaryFiles() {
            assertThat(refusal(new byte[] {1, 2, 3, (byte) 0x80, 'a'})).isEqualTo(invalid("roster.binary"));
            assertThat(refusal(new byte[] {'a', 'b', 'c', 0, 'd', 'e', 'f', 'g', 'h'}))
                    .isEqualTo(invalid("roster.binary"));
        }

        @Test
        void refusesBrokenQuotationAndNamesTheRow() {
            var rows = new ArrayList<>(csv(visitors(3)).lines().toList());
            rows.set(2, rows.get(2).replace("OF-3", "\"OF\"-3"));

            assertThat(refusal(String.join("\n", rows)))
                    .isEqualTo(told(
                            Refusal.Kind.INVALID,
                            Message.of("roster.malformedCsv").with("row", 3)));
        }

        @Test
        void findsQuotationThatIsNeverClosed() {
            var rows = new ArrayList<>(csv(visitors(30)).lines().toList());
            rows.set(2, rows.get(2).replace("OF-3", "\"OF-3"));

            assertThat(refusal(String.join("\n", rows)))
                    .isEqualTo(told(
                            Refusal.Kind.INVALID,
                            Message.of("roster.malformedCsv").with("row", 3)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\uFEFF", " \r\n\t\n"})
        void refusesEmptyFiles(String text) {
            assertThat(refusal(text)).isEqualTo(invalid("roster.empty"));
        }

        @Test
        void refusesFilesWithoutAnyPerson() {
            assertThat(refusal(csv(List.of()))).isEqualTo(invalid("roster.noPersons"));
            assertThat(refusal("[]")).isEqualTo(invalid("roster.noPersons"));
        }

        @Test
        void refusesFilesWithoutHeader() {
            var rows = csv(visitors(2));
            var withoutHeader = rows.substring(rows.indexOf('\n') + 1);

            assertThat(refusal(withoutHeader).reason().key()).isEqualTo("roster.noHeader");
            assertThat(refusal("x".repeat(100_000)).reason().values().get("found"))
                    .isEqualTo("x".repeat(40) + "…");
        }

        @Test
        void namesTheColumnsThatAreMissingAndThoseFound() {
            var text = "grade,surname,forenames,Surname_MRZ,forenames_mrz,birth_date,nationality,document_typ,"
                    + "document_number,clearance,role,grade\nOF-1\n";

            var refusal = refusal(text);

            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.reason())
                    .isEqualTo(Message.of("roster.missingColumns")
                            .with("missing", "document_type, document_expiry")
                            .with(
                                    "found",
                                    "grade, surname, forenames, Surname_MRZ, forenames_mrz, birth_date, nationality,"
                                            + " document_typ, document_number, clearance, role, grade"));
            assertThat(refusal.findings())
                    .extracting(finding ->
                            finding.code() + " " + finding.wrong().values().get("column"))
                    .containsExactly(
                            "roster.unknownColumn document_typ",
                            "roster.repeatedColumn grade",
                            "roster.missingColumn document_type",
                            "roster.missingColumn document_expiry");
        }

        @Test
        void refusesUnknownColumnsThoughNoneIsMissing() {
            var refusal = refusal(csv(visitors(1)).replace("personal_number", "personnel_number"));

            assertThat(refusal.reason().key()).isEqualTo("roster.wrongColumns");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}|roster.jsonNotAList",
                    "[{]|roster.malformedJson",
                    "[|roster.malformedJson",
                    "[{\"grade\":\"OF-1\"},]|roster.malformedJson",
                    "[{\"grade\":\"OF-1\"}] x|roster.malformedJson",
                    "[NaN]|roster.malformedJson"
                })
        void refusesWhatIsNoJsonList(String text, String key) {
            assertThat(refusal(text).kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal(text).reason().key()).isEqualTo(key);
        }

        @Test
        void refusesDeepAndOversizedJson() {
            assertThat(refusal("[".repeat(500_000))).isEqualTo(invalid("roster.jsonOversized"));
            assertThat(refusal("[{\"grade\":" + "[".repeat(20) + "]".repeat(20) + "}]"))
                    .isEqualTo(invalid("roster.jsonOversized"));
            assertThat(refusal("[{\"grade\":\"" + "x".repeat(100_000) + "\"}]"))
                    .isEqualTo(invalid("roster.jsonOversized"));
            assertThat(refusal("[{\"" + "x".repeat(100_000) + "\":\"\"}]")).isEqualTo(invalid("roster.jsonOversized"));
            assertThat(refusal("[" + "9".repeat(100_000) + "]")).isEqualTo(invalid("roster.jsonOversized"));
        }
    }

    @Nested
    class Cells {

        @ParameterizedTest
        @CsvSource({
            "OF-1, OF-1",
            "OF-10, OF-10",
            "of-1, OF-1",
            "OF1, OF-1",
            "of 3, OF-3",
            "OR-1, OR-1",
            "OR-9, OR-9",
            "or9, OR-9"
        })
        void normalisesGrades(String written, String grade) {
            assertThat(sound(RosterColumn.GRADE, written).grade()).isEqualTo(grade);
        }

        @ParameterizedTest
        @ValueSource(strings = {"OF-0", "OF-11", "OR-0", "OR-10", "OF-01", "OF", "E-5", "Polkovnik", "OF--1", "OF-1x"})
        void refusesOtherGrades(String written) {
            assertFault(RosterColumn.GRADE, written, "roster.grade", Map.of("value", written));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{{7*7}}", "=1+1", "<img onerror>", "Ali2", "\"Ali\nVeli\""})
        void refusesHostileNames(String written) {
            var faults = faults(RosterColumn.SURNAME, written);

            assertThat(faults).extracting(Finding::code).containsExactly("roster.nameCharacters");
            assertThat(faults).extracting(Finding::place).containsExactly("2/surname");
        }

        @Test
        void refusesNamesOfAnotherAlphabet() {
            assertFault(RosterColumn.FORENAMES, "Rаşad", "roster.nameAlphabet", Map.of("characters", "а (U+0430)"));
        }

        @Test
        void takesNamesUpToTheirLimit() {
            assertThat(sound(RosterColumn.SURNAME, "Ə".repeat(100)).surname()).isEqualTo("Ə".repeat(100));
            assertFault(
                    RosterColumn.SURNAME, "Ə".repeat(101), "roster.nameLength", Map.of("length", 101, "limit", 100));
            assertFault(
                    RosterColumn.SURNAME, "Ə".repeat(201), "roster.cellLength", Map.of("length", 201, "limit", 200));
        }

        @Test
        void replacesLookAlikesAndSaysSo() {
            var reading = (RosterReading.Sound) read(with(RosterColumn.SURNAME, "\u04D8liyev"));

            assertThat(reading.visitors().get(0).surname()).isEqualTo("Əliyev");
            assertThat(reading.notes())
                    .containsExactly(Message.of("roster.note.lettersReplaced")
                            .with("line", 1)
                            .with("column", "surname")
                            .with("count", 1)
                            .with("name", "Əliyev"));
        }

        @ParameterizedTest
        @CsvSource({
            "aliyev, ALIYEV",
            "NUR AYSE, NUR<AYSE",
            "OZTURK-SAHIN, OZTURK<SAHIN",
            "NUR<<AYSE<, NUR<AYSE",
            "I, I",
            "i, I"
        })
        void normalisesNamesOfTheZone(String written, String name) {
            var visitor = aVisitor().named("Əliyev", "Rəşad", name, "RASHAD").build();

            var reading = (RosterReading.Sound) read(with(visitor, RosterColumn.SURNAME_MRZ, written));

            assertThat(reading.visitors()).containsExactly(visitor);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ƏLIYEV", "ALİYEV", "ALıYEV", "O'NEILL", "ALIYEV2", "<", "-", "A.", "ſ"})
        void refusesOtherNamesOfTheZone(String written) {
            assertFault(RosterColumn.SURNAME_MRZ, written, "roster.mrzName", Map.of("value", written));
        }

        @Test
        void takesNamesOfTheZoneUpToItsWidth() {
            var text = csv(List.of(aVisitor().withoutZone().build()));

            assertThat(read(text.replace(",ALIYEV,", "," + "A".repeat(39) + ",")))
                    .isInstanceOf(RosterReading.Sound.class);
            assertThat(faults(text.replace(",ALIYEV,", "," + "A".repeat(40) + ",")))
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(tuple("roster.nameLength", "2/surname_mrz"));
        }

        @ParameterizedTest
        @CsvSource({"1990-06-24", "24.06.1990"})
        void readsBothKindsOfDate(String written) {
            assertThat(sound(RosterColumn.BIRTH_DATE, written).birthDate()).isEqualTo("1990-06-24");
        }

        @ParameterizedTest
        @ValueSource(strings = {"24/06/1990", "24.6.1990", "24.06.90", "1990-6-24", "1990.06.24", "yesterday", "33048"})
        void refusesOtherKindsOfDate(String written) {
            assertFault(RosterColumn.BIRTH_DATE, written, "roster.date", Map.of("value", written));
            assertFault(RosterColumn.DOCUMENT_EXPIRY, written, "roster.date", Map.of("value", written));
        }

        @Test
        void readsInsuranceAndFitnessWhereTheyAreShown() {
            var shown = aVisitor(1)
                    .build()
                    .withEvidence(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31), LocalDate.of(2026, 12, 15));
            var notShown = aVisitor(2).build();

            assertThat(read(csv(List.of(shown, notShown))))
                    .isEqualTo(new RosterReading.Sound(List.of(shown, notShown), List.of()));
        }

        @ParameterizedTest
        @EnumSource(
                value = RosterColumn.class,
                names = {"INSURED_FROM", "INSURED_UNTIL", "FITNESS_CERTIFIED_ON"})
        void refusesDaysOfEvidenceThatCannotBeRead(RosterColumn column) {
            assertFault(column, "31.06.2027", "roster.noSuchDay", Map.of("value", "31.06.2027"));
            assertFault(column, "soon", "roster.date", Map.of("value", "soon"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"31.06.1990", "1990-02-29", "06.24.1990", "00.01.1990"})
        void refusesDaysThatDoNotExist(String written) {
            assertFault(RosterColumn.BIRTH_DATE, written, "roster.noSuchDay", Map.of("value", written));
        }

        @ParameterizedTest
        @CsvSource({
            "2027-03-01, roster.birthDate",
            "2027-02-28, roster.age",
            "2011-03-02, roster.age",
            "1946-03-01, roster.age"
        })
        void refusesBirthDatesOutsideOfTheAges(String date, String code) {
            assertThat(faults(RosterColumn.BIRTH_DATE, date))
                    .extracting(Finding::code)
                    .containsExactly(code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2011-03-01", "1946-03-02"})
        void takesBirthDatesAtBothEndsOfTheAges(LocalDate date) {
            var visitor = aVisitor().bornOn(date).build();

            assertThat(read(csv(List.of(visitor)))).isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1977-03-01", "2020-01-01", "2077-03-01"})
        void leavesExpiredDocumentsToTheRules(LocalDate expiry) {
            var visitor = aVisitor().withDocumentUntil(expiry).build();

            assertThat(read(csv(List.of(visitor)))).isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"1977-02-28", "2077-03-02"})
        void refusesExpiryBeyondReason(LocalDate expiry) {
            assertFault(
                    RosterColumn.DOCUMENT_EXPIRY,
                    expiry.toString(),
                    "roster.expiry",
                    Map.of("date", expiry, "years", 50));
        }

        @ParameterizedTest
        @CsvSource({"aze, AZE", "AZE, AZE", "Aze, AZE"})
        void readsNationality(String written, String code) {
            assertThat(sound(RosterColumn.NATIONALITY, written).nationality()).isEqualTo(code);
        }

        @ParameterizedTest
        @ValueSource(strings = {"AZ", "XXX", "AZERBAIJAN", "TÜR", "UTO"})
        void refusesCodesOfNoState(String written) {
            assertFault(RosterColumn.NATIONALITY, written, "roster.nationality", Map.of("value", written));
        }

        @ParameterizedTest
        @CsvSource({"DOCUMENT_TYPE, passport", "CLEARANCE, top_secret", "CLEARANCE, None", "ROLE, medic", "ROLE, Vip"})
        void readsChoicesInAnyCase(RosterColumn column, String written) {
            var visitor = sound(column, written);

            assertThat(RosterFixtures.cellsOf(visitor).get(column)).isEqualTo(written.toUpperCase(Locale.ROOT));
        }

        @Test
        void refusesOtherChoicesAndNamesThePermittedOnes() {
            assertFault(
                    RosterColumn.DOCUMENT_TYPE,
                    "VISA",
                    "roster.choice",
                    Map.of("value", "VISA", "allowed", "PASSPORT, ID_CARD"));
            assertFault(
                    RosterColumn.CLEARANCE,
                    "GİZLİ",
                    "roster.choice",
                    Map.of("value", "GİZLİ", "allowed", "NONE, RESTRICTED, CONFIDENTIAL, SECRET, TOP_SECRET"));
            assertThat(faults(RosterColumn.ROLE, "PARTICıPANT"))
                    .extracting(Finding::code)
                    .containsExactly("roster.choice");
        }

        @ParameterizedTest
        @CsvSource({
            "PASSPORT, 12345, true",
            "PASSPORT, 123456789, true",
            "PASSPORT, 1234, false",
            "PASSPORT, 1234567890, false",
            "PASSPORT, 12345-6, false",
            "PASSPORT, 123 456, false",
            "ID_CARD, 1234567890123456789012, true",
            "ID_CARD, 12345678901234567890123, false",
            "ID_CARD, AZE12345678, true",
            "PASSPORT, İ1234567, false"
        })
        void demandsTheFormOfADocumentNumber(DocumentType type, String number, boolean right) {
            var visitor = aVisitor().withDocument(type, number).withoutZone().build();

            var reading = read(csv(List.of(visitor)));

            if (right) {
                assertThat(((RosterReading.Sound) reading).visitors()).containsExactly(visitor);
            } else {
                assertThat(((RosterReading.Faulty) reading).findings())
                        .extracting(Finding::code)
                        .containsExactly("roster.documentNumber");
            }
        }

        @Test
        void notesUnusualNumbersWithoutRefusingThem() {
            var visitor = aVisitor()
                    .withDocument(DocumentType.PASSPORT, "12345678")
                    .withPersonalNumber("IO12345")
                    .build();

            assertThat(read(csv(List.of(visitor))))
                    .isEqualTo(new RosterReading.Sound(
                            List.of(visitor),
                            List.of(
                                    Message.of("roster.note.documentNumber")
                                            .with("line", 1)
                                            .with("column", "document_number")
                                            .with("value", "12345678")
                                            .with("nationality", "AZE"),
                                    Message.of("roster.note.fin")
                                            .with("line", 1)
                                            .with("column", "personal_number")
                                            .with("value", "IO12345"))));
        }

        @Test
        void notesUnusualSpellingInTheZoneWithoutRefusingIt() {
            var visitor =
                    aVisitor().named("Əliyev", "Rəşad", "VALIYEV", "RASHAD").build();

            assertThat(read(csv(List.of(visitor))))
                    .isEqualTo(new RosterReading.Sound(
                            List.of(visitor),
                            List.of(Message.of("roster.note.spelling")
                                    .with("line", 1)
                                    .with("column", "surname")
                                    .with("name", "Əliyev")
                                    .with("mrz", "VALIYEV")
                                    .with("likely", "ALIYEV, ELIYEV"))));
        }

        @Test
        void tellsAtMostTwoHundredNotesAndHowManyMore() {
            var text = csv(visitors(250)).replace("Əliyev", "\u04D8liyev");

            var notes = ((RosterReading.Sound) read(text)).notes();

            assertThat(notes).hasSize(201);
            assertThat(notes.get(200)).isEqualTo(Message.of("roster.note.more").with("count", 50));
        }

        @Test
        void demandsRightIdentityNumberOfTurkishCitizens() {
            var visitor = aVisitor().turkish().withPersonalNumber("10000000146").build();
            var text = csv(List.of(visitor));

            assertThat(read(text)).isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
            assertThat(faults(text.replace(",10000000146,", ",10000000145,")))
                    .containsExactly(new Finding(
                            "roster.checkDigit",
                            "2/personal_number",
                            identityMessage("roster.identityCheckDigits.wrong"),
                            identityMessage("roster.identityCheckDigits.cure"),
                            Message.of("roster.source.identityNumber")));
            assertThat(faults(text.replace(",10000000146,", ",1E+10,")))
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(tuple("roster.identityNumber", "2/personal_number"));
        }

        @ParameterizedTest
        @CsvSource({"A, true", "12345678901234567890, true", "123456789012345678901, false", "1_2, false", "=1, false"})
        void demandsPlainPersonalNumbersOfOthers(String number, boolean right) {
            var visitor = aVisitor()
                    .ofNationality("GEO")
                    .withPersonalNumber(number)
                    .withoutZone()
                    .build();

            assertThat(read(csv(List.of(visitor))) instanceof RosterReading.Sound)
                    .isEqualTo(right);
        }

        @ParameterizedTest
        @CsvSource({
            "GRADE",
            "SURNAME",
            "FORENAMES",
            "SURNAME_MRZ",
            "FORENAMES_MRZ",
            "BIRTH_DATE",
            "NATIONALITY",
            "DOCUMENT_TYPE",
            "DOCUMENT_NUMBER",
            "DOCUMENT_EXPIRY",
            "CLEARANCE",
            "ROLE"
        })
        void demandsEachRequiredCell(RosterColumn column) {
            assertFault(column, " ", "roster.missing", Map.of("column", column.header()));
        }

        @Test
        void findsCellsBeyondTheHeader() {
            assertThat(faults(csv(visitors(1)).stripTrailing() + ",,surplus\n"))
                    .containsExactly(new Finding(
                            "roster.extraCell",
                            "2",
                            Message.of("roster.extraCell.wrong")
                                    .with("value", "surplus")
                                    .with("position", 19),
                            Message.of("roster.extraCell.cure").with("count", 17),
                            null));
        }

        @Test
        void numbersRowsAsASpreadsheetDoes() {
            var rows = new ArrayList<>(csv(visitors(3)).lines().toList());
            rows.set(3, rows.get(3).replace("OF-3", "OF-99"));
            rows.set(1, rows.get(1).replaceFirst("(P<[^ ]+) ([^,]+)", "\"$1\n$2\""));
            rows.add(2, "");

            assertThat(faults(String.join("\n", rows)))
                    .extracting(Finding::place)
                    .containsExactly("5/grade");
        }

        @Test
        void reportsEveryFaultOfEveryRow() {
            var rows = new ArrayList<>(csv(visitors(4)).lines().toList());
            rows.set(1, rows.get(1).replace("OF-3", "x").replace(",SECRET,", ",,"));
            rows.set(4, rows.get(4).replace("PARTICIPANT", "COOK").replace(",1990-", ",2090-"));

            assertThat(faults(String.join("\n", rows)))
                    .extracting(Finding::place)
                    .containsExactly("2/grade", "2/clearance", "5/birth_date", "5/role");
        }
    }

    @Nested
    class JsonFields {

        @Test
        void findsUnknownRepeatedAndUntypedFields() {
            var text = json(visitors(2))
                    .replaceFirst("\"grade\":\"OF-3\"", "\"grade\":3,\"rank\":\"x\",\"role\":\"MEDIC\"")
                    .replaceFirst("\"clearance\":\"SECRET\"", "\"clearance\":[{\"a\":[1]}]");

            assertThat(faults(text))
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(
                            tuple("roster.notAString", "1/grade"),
                            tuple("roster.unknownField", "1/rank"),
                            tuple("roster.notAString", "1/clearance"),
                            tuple("roster.repeatedField", "1/role"));
        }

        @Test
        void findsEntriesThatAreNoPersons() {
            var text = "[7,[8]," + json(visitors(1)).substring(1);

            assertThat(faults(text))
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(tuple("roster.notAnObject", "1"), tuple("roster.notAnObject", "2"));
        }

        @Test
        void demandsRequiredFields() {
            assertThat(faults("[{}]")).extracting(Finding::code).hasSize(12).containsOnly("roster.missing");
        }

        @Test
        void takesFieldNamesExactly() {
            assertThat(faults(json(visitors(1)).replace("\"grade\"", "\"Grade\"")))
                    .extracting(Finding::place)
                    .containsExactly("1/Grade", "1/grade");
        }
    }

    @Nested
    class Zones {

        @Test
        void refusesAnyFlippedCheckDigitWithItsRowAndColumn() {
            var random = new Random(9303);
            for (int attempt = 0; attempt < 300; attempt++) {
                int flipped = random.nextInt(30);
                var lines = new ArrayList<Visitor>();
                for (int line = 1; line <= 30; line++) {
                    boolean isCard = line % 2 == 0;
                    var visitor = line % 3 == 0 ? aVisitor(line).turkish() : aVisitor(line);
                    lines.add(
                            isCard
                                    ? visitor.withDocument(
                                                    DocumentType.ID_CARD,
                                                    line % 3 == 0 ? "A12B345" + (10 + line) : "AA12345" + (10 + line))
                                            .build()
                                    : visitor.build());
                }
                var victim = lines.get(flipped);
                var cells = RosterFixtures.cellsOf(victim);
                boolean inIdentityNumber = victim.nationality().equals("TUR") && random.nextBoolean();
                var column = inIdentityNumber ? RosterColumn.PERSONAL_NUMBER : RosterColumn.MRZ;
                var places = inIdentityNumber
                        ? new int[] {9, 10}
                        : victim.documentType() == DocumentType.PASSPORT
                                ? new int[] {54, 64, 72, 87, 88}
                                : new int[] {14, 37, 45, 60};
                int at = places[random.nextInt(places.length)];
                var text = Objects.requireNonNull(cells.get(column));
                char digit = (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
                var wrong = text.substring(0, at) + digit + text.substring(at + 1);
                var rows = new ArrayList<>(csv(lines).lines().toList());
                rows.set(flipped + 1, rows.get(flipped + 1).replace("," + text + ",", "," + wrong + ","));

                var findings = faults(String.join("\n", rows));

                assertThat(findings)
                        .extracting(Finding::code)
                        .containsOnly(inIdentityNumber ? "roster.checkDigit" : "DOC-06");
                assertThat(findings).extracting(Finding::place).containsOnly((flipped + 2) + "/" + column.header());
            }
        }

        @Test
        void namesFieldPrintedAndComputedDigit() {
            var visitor = aVisitor().build();
            var zone = zoneOf(visitor);
            int digit = CheckDigit.of("C01234501");
            var wrong = zone.replace("C01234501" + digit, "C01234501" + (digit + 1) % 10);

            var first = faults(csv(List.of(aVisitor().withZone(wrong).build()))).get(0);

            var values = Map.<String, Object>of(
                    "field",
                    Message.of("roster.mrzField.DOCUMENT_NUMBER"),
                    "data",
                    "C01234501",
                    "printed",
                    String.valueOf((digit + 1) % 10),
                    "computed",
                    digit);
            assertThat(first)
                    .isEqualTo(new Finding(
                            "DOC-06",
                            "2/mrz",
                            new Message("roster.checkDigit.wrong", values),
                            new Message("roster.checkDigit.cure", values),
                            Message.of("roster.source.icao")));
        }

        @ParameterizedTest
        @CsvSource({
            "DOCUMENT_NUMBER, C01234502",
            "BIRTH_DATE, 1990-06-25",
            "DOCUMENT_EXPIRY, 2032-04-16",
            "NATIONALITY, GEO",
            "SURNAME_MRZ, ALIYEVA",
            "FORENAMES_MRZ, RASHID",
            "DOCUMENT_TYPE, ID_CARD"
        })
        void refusesZoneThatDiffersFromItsRow(RosterColumn column, String written) {
            var faults = faults(column, written);

            assertThat(faults).extracting(Finding::code).containsExactly("roster.zoneDiffers");
            assertThat(faults).extracting(Finding::place).containsExactly("2/" + column.header());
        }

        @Test
        void tellsBothSidesOfADifferenceAsDates() {
            assertThat(faults(RosterColumn.BIRTH_DATE, "1990-06-25")
                            .get(0)
                            .wrong()
                            .values())
                    .isEqualTo(Map.of(
                            "column",
                            "birth_date",
                            "given",
                            LocalDate.of(1990, 6, 25),
                            "zone",
                            LocalDate.of(1990, 6, 24)));
        }

        @Test
        void readsIdentityCardsWithShortAndLongNumbers() {
            var visitors = List.of(
                    aVisitor(1).withDocument(DocumentType.ID_CARD, "AA1234567").build(),
                    aVisitor(2)
                            .ofNationality("GEO")
                            .withDocument(DocumentType.ID_CARD, "AB12345678901")
                            .build());

            assertThat(read(csv(visitors))).isEqualTo(new RosterReading.Sound(visitors, List.of()));
        }

        @ParameterizedTest
        @CsvSource({
            "MUHAMMADALI, true",
            "MUHAMMADALIX, true",
            "MUHAMMADALIX<B, true",
            "MUHAMMADXLI, false",
            "MUH, false"
        })
        void toleratesNamesCutAtTheEndOfTheZone(String forenames, boolean right) {
            // 39 places: a surname of 27, the separator of 2 and the first 10 letters of the forename.
            var surname = "A".repeat(27);
            var zone = zoneOf(
                    aVisitor().named("Əliyev", "Rəşad", surname, "MUHAMMADAL").build());
            var visitor = aVisitor()
                    .named("Əliyev", "Rəşad", surname, forenames)
                    .withZone(zone)
                    .build();

            assertThat(read(csv(List.of(visitor))) instanceof RosterReading.Sound)
                    .isEqualTo(right);
        }

        @Test
        void doesNotTolerateCutNamesWhereThereWasRoom() {
            var zone = zoneOf(
                    aVisitor().named("Əliyev", "Rəşad", "ALIYEV", "MUHAMMADAL").build());

            assertThat(faults(csv(List.of(aVisitor()
                            .named("Əliyev", "Rəşad", "ALIYEV", "MUHAMMADALI")
                            .withZone(zone)
                            .build()))))
                    .extracting(Finding::place)
                    .containsExactly("2/forenames_mrz");
        }

        @Test
        void toleratesUnknownDayOfBirthInTheZone() {
            var birth = RosterFixtures.withCheckDigit("9006<<");
            var known = aVisitor().build();
            var line = zoneOf(known).substring(45);
            var lower = line.substring(0, 13) + birth + line.substring(20, 43);
            var whole = CheckDigit.of(lower.substring(0, 10) + lower.substring(13, 20) + lower.substring(21, 43));
            var visitor = aVisitor()
                    .withZone(zoneOf(known).substring(0, 45) + lower + whole)
                    .build();

            assertThat(read(csv(List.of(visitor)))).isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
        }

        @Test
        void refusesWhatIsNoZone() {
            assertThat(faults(RosterColumn.MRZ, "P<AZE"))
                    .containsExactly(new Finding(
                            "roster.mrz",
                            "2/mrz",
                            Message.of("roster.mrzShape.wrong").with("lines", 1).with("lengths", "[5]"),
                            Message.of("roster.mrz.cure"),
                            Message.of("roster.source.icao")));
        }
    }

    @Nested
    class Duplicates {

        @Test
        void namesBothRowsOfADocument() {
            var twin =
                    aVisitor(4).withDocument(DocumentType.PASSPORT, "C01234502").build();

            assertThat(faults(csv(List.of(aVisitor(2).build(), aVisitor(3).build(), twin))))
                    .containsExactly(new Finding(
                            "roster.sameDocument",
                            "4/document_number",
                            Message.of("roster.sameDocument.wrong")
                                    .with("earlier", 2)
                                    .with("row", 4),
                            Message.of("roster.sameDocument.cure")
                                    .with("earlier", 2)
                                    .with("row", 4),
                            null));
        }

        @Test
        void takesOneNumberOfTwoStates() {
            var other = aVisitor(2)
                    .ofNationality("GEO")
                    .withDocument(DocumentType.PASSPORT, "C01234501")
                    .build();

            assertThat(read(csv(List.of(aVisitor(1).build(), other)))).isInstanceOf(RosterReading.Sound.class);
        }

        @Test
        void findsPersonalNumbersAndPersons() {
            var first = aVisitor(1).named("Əliyev", "İlham", "ALIYEV", "ILHAM").build();
            var second = aVisitor(2)
                    .named("ƏLIYEV", "ilham", "ALIYEV", "ILHAM")
                    .withPersonalNumber(first.personalNumber())
                    .build();

            assertThat(faults(csv(List.of(first, second))))
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(
                            tuple("roster.samePersonalNumber", "3/personal_number"),
                            tuple("roster.samePerson", "3/surname"));
        }

        @Test
        void takesNamesakesBornOnAnotherDay() {
            var first = aVisitor(1).named("Əliyev", "İlham", "ALIYEV", "ILHAM");
            var second = aVisitor(2).named("Əliyev", "İlham", "ALIYEV", "ILHAM").bornOn(LocalDate.of(1990, 6, 25));

            assertThat(read(csv(List.of(first.build(), second.build())))).isInstanceOf(RosterReading.Sound.class);
        }

        @Test
        void findsThemInFaultyRowsToo() {
            var rows = new ArrayList<>(csv(visitors(1)).lines().toList());
            rows.add(rows.get(1).replace("OF-3", "OF-30"));

            assertThat(faults(String.join("\n", rows)))
                    .extracting(Finding::code)
                    .containsExactly(
                            "roster.grade", "roster.sameDocument", "roster.samePersonalNumber", "roster.samePerson");
        }
    }

    @Nested
    class Locales {

        @ParameterizedTest
        @ValueSource(strings = {"tr-TR", "az-Latn-AZ"})
        void readsAlikeUnderEveryDefaultLocale(String tag) {
            var before = Locale.getDefault();
            var visitor = aVisitor()
                    .named("Işık", "İnci", "ISIK", "INCI")
                    .cleared(Clearance.RESTRICTED)
                    .as(VisitorRole.AIRCREW)
                    .withDocument(DocumentType.ID_CARD, "AA1234567")
                    .build();
            var lower = csv(List.of(visitor))
                    .replace("ID_CARD", "id_card")
                    .replace("RESTRICTED", "restricted")
                    .replace("AIRCREW", "aircrew")
                    .replace("ISIK,INCI", "isik,inci");
            lower = lower.substring(0, lower.indexOf('\n')).toUpperCase(Locale.ROOT)
                    + lower.substring(lower.indexOf('\n'));
            try {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(read(lower)).isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
                assertThat(read(camelCase(json(List.of(visitor)))))
                        .isEqualTo(new RosterReading.Sound(List.of(visitor), List.of()));
                assertThat(faults(RosterColumn.CLEARANCE, "RESTRİCTED")).hasSize(1);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Test
    void placesCanBeReadBack() {
        assertThat(RosterPlace.of("8/document_number")).isEqualTo(new RosterPlace(8, "document_number"));
        assertThat(RosterPlace.of("8")).isEqualTo(new RosterPlace(8, null));
        assertThat(RosterPlace.of("1/a/b")).isEqualTo(new RosterPlace(1, "a/b")).hasToString("1/a/b");
        assertThat(TEXTS.say(RosterPlace.of("8/mrz").spoken(), Language.TR)).isEqualTo("8 numaralı satır, mrz sütunu");
        assertThat(TEXTS.say(RosterPlace.of("8").spoken(), Language.AZ)).isEqualTo("8 nömrəli sətir");
    }

    /** Every finding, note and refusal of every test passes here: it must have words without a gap in each language. */
    private static void assertSpoken(Message message) {
        assertThat(TEXTS.knows(message.key())).as(message.key()).isTrue();
        for (var language : Language.values()) {
            var gaps = new TreeSet<String>();
            var placeholders =
                    OPEN_PLACEHOLDER.matcher(TEXTS.versions(message.key()).get(language.code()));
            while (placeholders.find()) {
                gaps.add(placeholders.group().substring(1, placeholders.group().length() - 1));
            }
            assertThat(message.values().keySet()).as(message.key()).containsAll(gaps);
        }
        message.values().values().stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .forEach(RosterReaderTest::assertSpoken);
    }

    private static void assertSpoken(List<Finding> findings) {
        for (var finding : findings) {
            assertSpoken(finding.wrong());
            assertSpoken(Objects.requireNonNull(finding.cure()));
            if (finding.source() != null) {
                assertSpoken(finding.source());
            }
        }
    }

    private RosterReading read(String text) {
        var reading = reader.read(text.getBytes(StandardCharsets.UTF_8), TODAY);
        if (reading instanceof RosterReading.Faulty faulty) {
            assertSpoken(faulty.findings());
        } else if (reading instanceof RosterReading.Sound sound) {
            sound.notes().forEach(RosterReaderTest::assertSpoken);
        }
        return reading;
    }

    private List<Finding> faults(String text) {
        var reading = read(text);
        assertThat(reading).isInstanceOf(RosterReading.Faulty.class);
        var faulty = (RosterReading.Faulty) reading;
        assertThat(faulty.total()).isEqualTo(faulty.findings().size());
        return faulty.findings();
    }

    private List<Finding> faults(RosterColumn column, String written) {
        return faults(with(column, written));
    }

    private void assertFault(RosterColumn column, String written, String code, Map<String, Object> values) {
        assertThat(faults(column, written))
                .containsExactly(new Finding(
                        code,
                        "2/" + column.header(),
                        new Message(code + ".wrong", values),
                        new Message(code + ".cure", values),
                        null));
    }

    private Visitor sound(RosterColumn column, String written) {
        var reading = read(with(column, written));
        assertThat(reading).isInstanceOf(RosterReading.Sound.class);
        return ((RosterReading.Sound) reading).visitors().get(0);
    }

    private static String with(RosterColumn column, String written) {
        return with(aVisitor().build(), column, written);
    }

    private static String with(Visitor visitor, RosterColumn column, String written) {
        var cells = RosterFixtures.cellsOf(visitor);
        cells.put(column, written);
        return String.join(",", RosterColumn.headers()) + "\n" + String.join(",", cells.values()) + "\n";
    }

    private static String row(List<RosterColumn> columns, Visitor visitor) {
        var cells = RosterFixtures.cellsOf(visitor);
        return columns.stream().map(cells::get).collect(Collectors.joining(","));
    }

    private static String camelCase(String json) {
        return Pattern.compile("_([a-z])(?=[a-z_]*\":)").matcher(json).replaceAll(found -> found.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /** A refusal as a value, for comparison. */
    private record Told(Refusal.Kind kind, Message reason, List<Finding> findings) {}

    private Told refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Told refusal(byte[] content) {
        var refusal = catchThrowableOfType(Refusal.class, () -> reader.read(content, TODAY));
        assertThat(refusal).isNotNull();
        assertSpoken(refusal.reason());
        assertSpoken(refusal.findings());
        return new Told(refusal.kind(), refusal.reason(), refusal.findings());
    }

    private static Told invalid(String key) {
        return told(Refusal.Kind.INVALID, Message.of(key));
    }

    private static Told told(Refusal.Kind kind, Message message) {
        return new Told(kind, message, List.of());
    }

    private static Message identityMessage(String key) {
        return Message.of(key)
                .with("value", "10000000145")
                .with("printed", "45")
                .with("computed", "46");
    }
}
