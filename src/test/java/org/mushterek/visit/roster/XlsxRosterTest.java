package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mushterek.visit.roster.RosterFixtures.aVisitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Finding;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.Visitor;

/** A nominal roll as a workbook is read like the same roll as text. */
class XlsxRosterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Test
    void readsTheFirstSheet() throws IOException {
        var visitors = List.of(aVisitor(1).build(), aVisitor(2).turkish().build());

        var reading = new RosterReader().read(workbook(visitors, false), TODAY);

        assertThat(reading).isEqualTo(new RosterReading.Sound(visitors, List.of()));
    }

    @Test
    void readsDaysThatASpreadsheetKeepsAsNumbers() throws IOException {
        var visitors = List.of(aVisitor().build());

        var reading = new RosterReader().read(workbook(visitors, true), TODAY);

        assertThat(reading).isEqualTo(new RosterReading.Sound(visitors, List.of()));
    }

    @Test
    void tellsFaultsByTheRowsOfTheSheet() throws IOException {
        var broken = workbook((sheet, row) -> {
            for (var column : RosterColumn.values()) {
                sheet.value(0, column.ordinal(), column.header());
            }
            write(sheet, 1, aVisitor(1).build(), false);
            // An empty row between persons is no person.
            write(sheet, 3, aVisitor(2).turkish().build(), false);
            sheet.value(3, RosterColumn.GRADE.ordinal(), "General");
        });

        var reading = new RosterReader().read(broken, TODAY);

        assertThat(((RosterReading.Faulty) reading).findings())
                .extracting(Finding::place)
                .containsExactly("4/grade");
    }

    @Test
    void readsTheArmsWithTheirBearers() throws IOException {
        var reading = withArms(
                List.of("type", "serial_number", "quantity", "bearer"),
                List.of("MPT-76", "T0624-17H00233", "1", "2"),
                List.of("Bixi", "", "2", ""));

        assertThat(((RosterReading.Sound) reading).arms())
                .containsExactly(new Arm("MPT-76", "T0624-17H00233", 1, 2), new Arm("Bixi", null, 2));
    }

    /** The number of a document stays right when somebody sorts the sheet of the roll. */
    @Test
    void findsABearerByTheTravelDocument() throws IOException {
        var document = aVisitor(2).turkish().build().documentNumber();

        var reading = withArms(
                List.of("type", "quantity", "bearer"),
                List.of("MPT-76", "1", document),
                List.of("MPT-76", "1", document.toLowerCase(Locale.ROOT).replace("u", "u ")),
                List.of("MPT-76", "1", "1"));

        assertThat(((RosterReading.Sound) reading).arms())
                .extracting(Arm::bearer)
                .containsExactly(2, 2, 1);
    }

    @Test
    void tellsFaultsOfArmsByTheirRows() throws IOException {
        var reading = withArms(
                List.of("type", "serial_number", "quantity", "bearer"),
                List.of("", "", "0", "3"),
                List.of("MPT-76", "1", "2", "2"),
                List.of("MPT-76", "1", "1", "x"));

        assertThat(((RosterReading.Faulty) reading).findings())
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly(
                        "2/arms.type roster.armType",
                        "2/arms.quantity roster.armQuantity",
                        "2/arms.bearer roster.armBearer",
                        "3/arms.serial_number roster.armSerial",
                        "4/arms.serial_number roster.armTwice",
                        "4/arms.bearer roster.armBearer");
    }

    @Test
    void refusesArmsWithoutTheirHeader() {
        assertThatThrownBy(() -> withArms(List.of("weapon", "quantity"), List.of("MPT-76", "1")))
                .isInstanceOf(Refusal.class);
    }

    @SafeVarargs
    private static RosterReading withArms(List<String>... rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            var roll = workbook.newWorksheet("roll");
            for (var column : RosterColumn.values()) {
                roll.value(0, column.ordinal(), column.header());
            }
            write(roll, 1, aVisitor(1).build(), false);
            write(roll, 2, aVisitor(2).turkish().build(), false);
            var arms = workbook.newWorksheet("arms");
            for (int row = 0; row < rows.length; row++) {
                for (int at = 0; at < rows[row].size(); at++) {
                    arms.value(row, at, rows[row].get(at));
                }
            }
        }
        return new RosterReader().read(bytes.toByteArray(), TODAY);
    }

    @Test
    void takesItsOwnTemplate() {
        var reading = new RosterReader().read(RosterTemplate.xlsx(new Texts()), TODAY);

        assertThat(reading).isInstanceOfSatisfying(RosterReading.Sound.class, sound -> assertThat(sound.visitors())
                .extracting(Visitor::documentNumber)
                .containsExactly("C01234567"));
    }

    @Test
    void refusesWhatIsPackedButNoWorkbook() throws IOException {
        assertThat(refusal(zip("note.txt", "hello".getBytes(StandardCharsets.UTF_8)))
                        .reason()
                        .key())
                .isEqualTo("roster.malformedXlsx");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0}).reason().key()).isEqualTo("roster.malformedXlsx");
    }

    @Test
    void refusesASmallFileThatUnfoldsToALargeOne() throws IOException {
        var bomb = zip("xl/sharedStrings.xml", new byte[40 * 1024 * 1024]);

        assertThat(bomb).hasSizeLessThan(RosterReader.MAX_BYTES);
        assertThat(refusal(bomb).kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
    }

    /** Each is a few kilobytes that would cost a reader seconds, memory or an exception of its own. */
    @ParameterizedTest
    @CsvSource({
        "r=\"A1\", r=\"ZZZZZZ1\"",
        "r=\"A1\", r = 'ZZZZZZ1'",
        "r=\"A1\", r=\"&#90;ZZZZZ1\"",
        "<v>0</v>, <v>-1</v>",
        "t=\"s\", t=\"nonsense\""
    })
    void refusesSheetsThatBreakTheirOwnReferences(String sound, String broken) throws IOException {
        var roll = changed(workbook(List.of(aVisitor().build()), false), sound, broken);

        assertThat(refusal(roll).reason().key()).isEqualTo("roster.malformedXlsx");
    }

    @Test
    void leavesANumberThatWouldFillPagesAsItIsWritten() throws IOException {
        var roll = changed(
                workbook((sheet, none) -> {
                    for (var column : RosterColumn.values()) {
                        sheet.value(0, column.ordinal(), column.header());
                    }
                    write(sheet, 1, aVisitor().build(), false);
                    sheet.value(1, RosterColumn.DOCUMENT_NUMBER.ordinal(), 77777777);
                }),
                "<v>77777777</v>",
                "<v>1e999999999</v>");

        assertThat(((RosterReading.Faulty) new RosterReader().read(roll, TODAY)).findings())
                .extracting(Finding::place)
                .contains("2/document_number");
    }

    /** Whatever a sheet declares, nothing of this machine is read for it, and nothing grows in the memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!ENTITY e SYSTEM \"file:///etc/passwd\">",
                "<!ENTITY e SYSTEM \"http://127.0.0.1:9/\">",
                "<!ENTITY a \"aaaaaaaaaaaaaaaa\"><!ENTITY e \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            })
    void opensNoEntityOfASheet(String declared) throws IOException {
        var sound = workbook(List.of(aVisitor().build()), false);
        var declaring = changed(sound, "<worksheet", "<!DOCTYPE worksheet [" + declared + "]><worksheet");

        var roll = changed(declaring, "<v>0</v>", "<v>&e;</v>");

        assertThat(refusal(roll).reason().key()).isEqualTo("roster.malformedXlsx");
    }

    /** The workbook with the first such text of its first sheet written otherwise. */
    private static byte[] changed(byte[] workbook, String sound, String broken) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = ZipFile.builder().setByteArray(workbook).get();
                var to = new ZipOutputStream(bytes)) {
            for (var entry : Collections.list(from.getEntries())) {
                var part = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().endsWith("sheet1.xml")) {
                    assertThat(part).contains(sound);
                    part = part.replaceFirst(Pattern.quote(sound), Matcher.quoteReplacement(broken));
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(part.getBytes(StandardCharsets.UTF_8));
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void refusesASheetWithoutItsColumns() throws IOException {
        var other = workbook((sheet, row) -> sheet.value(0, 0, "Shopping list"));

        assertThat(refusal(other).reason().key()).isEqualTo("roster.noHeader");
    }

    private interface Sheet {
        void write(Worksheet sheet, int row);
    }

    private static byte[] workbook(List<Visitor> visitors, boolean daysAsNumbers) throws IOException {
        return workbook((sheet, none) -> {
            for (var column : RosterColumn.values()) {
                sheet.value(0, column.ordinal(), column.header());
            }
            for (int at = 0; at < visitors.size(); at++) {
                write(sheet, at + 1, visitors.get(at), daysAsNumbers);
            }
        });
    }

    private static void write(Worksheet sheet, int row, Visitor visitor, boolean daysAsNumbers) {
        RosterFixtures.cellsOf(visitor).forEach((column, cell) -> {
            if (daysAsNumbers && column == RosterColumn.BIRTH_DATE) {
                day(sheet, row, column, visitor.birthDate());
            } else if (daysAsNumbers && column == RosterColumn.DOCUMENT_EXPIRY) {
                day(sheet, row, column, visitor.documentExpiry());
            } else {
                sheet.value(row, column.ordinal(), cell);
            }
        });
    }

    private static void day(Worksheet sheet, int row, RosterColumn column, LocalDate day) {
        sheet.value(row, column.ordinal(), day);
        sheet.style(row, column.ordinal()).format("dd.mm.yyyy").set();
    }

    private static byte[] workbook(Sheet content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Test", "1.0")) {
            content.write(workbook.newWorksheet("roll"), 0);
            workbook.newWorksheet("other").value(0, 0, "not read");
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static Refusal refusal(byte[] content) {
        return catchThrowableOfType(Refusal.class, () -> new RosterReader().read(content, TODAY));
    }
}
