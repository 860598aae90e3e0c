package org.mushterek.common;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/**
 * The texts of the first sheet of a workbook ({@code .xlsx}) that somebody has sent. A day or moment that the spreadsheet keeps as a
 * number is told as one again, and a number as its digits.
 */
public final class WorkbookSheet {

    /** What a packed file may unfold to: a small file that unfolds to a large one is an attack, or no roll. */
    private static final long MAX_UNPACKED_BYTES = 32L * 1024 * 1024;

    private static final int MAX_PARTS = 200;
    private static final int MAX_COLUMNS = 100;
    private static final int MAX_DIGITS = 40;

    /**
     * A reference to a cell with more letters than any spreadsheet has columns, or hidden behind an entity: the reader would
     * make room for every column up to it.
     */
    private static final Pattern IMPOSSIBLE_CELL =
            Pattern.compile("(?<![\\w:])r\\s*=\\s*[\"'](?:[^\"'0-9]{4,}|[^\"']*&)");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);

    /** Takes the rows of a sheet, one after the other. */
    @FunctionalInterface
    public interface Rows {

        /**
         * @param number as the spreadsheet counts it, from 1
         * @param cells from the first column on, empty where nothing stands
         * @throws Refusal to stop reading
         */
        void take(int number, List<String> cells);
    }

    private WorkbookSheet() {}

    /**
     * Reads the first sheet.
     *
     * @param tooLarge what to say of a file that unfolds to more than is read
     * @throws Refusal INVALID where it is no workbook, TOO_LARGE where it holds too much
     */
    public static void read(byte[] content, Message tooLarge, Rows taker) {
        demandModestSize(content, tooLarge);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, false));
                var rows = workbook.getFirstSheet().openStream()) {
            for (var row : (Iterable<Row>) rows::iterator) {
                taker.take(row.getRowNum(), texts(row));
            }
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException unreadable) {
            // The reader meets a sheet that breaks its own references with whatever exception comes first.
            throw Refusal.of(Refusal.Kind.INVALID, "roster.malformedXlsx");
        }
    }

    /**
     * Reads the sheet of this name, of a workbook whose first sheet was read.
     *
     * @return false where the workbook has none
     * @throws Refusal INVALID where it is no workbook
     */
    public static boolean readNamed(byte[] content, String name, Rows taker) {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, false))) {
            var sheet = workbook.findSheet(name);
            if (sheet.isEmpty()) {
                return false;
            }
            try (var rows = sheet.get().openStream()) {
                for (var row : (Iterable<Row>) rows::iterator) {
                    taker.take(row.getRowNum(), texts(row));
                }
            }
            return true;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException unreadable) {
            throw Refusal.of(Refusal.Kind.INVALID, "roster.malformedXlsx");
        }
    }

    private static List<String> texts(Row row) {
        if (row.getCellCount() > MAX_COLUMNS) {
            throw Refusal.of(Refusal.Kind.INVALID, Message.of("roster.tooWide").with("limit", MAX_COLUMNS));
        }
        var texts = new ArrayList<String>();
        for (int at = 0; at < row.getCellCount(); at++) {
            texts.add(row.getOptionalCell(at).map(WorkbookSheet::text).orElse(""));
        }
        return texts;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            var format = cell.getDataFormatString();
            // Codes of a format that names a day or a year; a plain number has "General" or zeros.
            var isDay =
                    format != null && format.toLowerCase(Locale.ROOT).matches(".*[dy].*") && !format.startsWith("[");
            return isDay ? day(cell, format) : digits(cell);
        }
        var raw = cell.getType() == CellType.FORMULA || cell.getType() == CellType.BOOLEAN
                ? cell.getRawValue()
                : cell.getText();
        return raw == null ? "" : raw;
    }

    /** With the time of the day where the format shows it and it is not midnight. */
    private static String day(Cell cell, String format) {
        // The fraction of a day that stands for a minute is rounded.
        var moment = cell.asDate().plusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
        var isTimed = format.toLowerCase(Locale.ROOT).contains("h")
                && !moment.toLocalTime().equals(LocalTime.MIDNIGHT);
        return (isTimed ? MOMENT : DAY).format(moment);
    }

    /** A number as its digits; one that would fill pages is left as it is written, for the rules to find. */
    private static String digits(Cell cell) {
        var number = cell.asNumber().stripTrailingZeros();
        return Math.abs((long) number.scale()) > MAX_DIGITS
                ? String.valueOf(cell.getRawValue())
                : number.toPlainString();
    }

    private static void demandModestSize(byte[] content, Message tooLarge) {
        long unpacked = 0;
        int parts = 0;
        var buffer = new byte[8192];
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                parts++;
                var unfolded = new ByteArrayOutputStream();
                try (var part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                        unpacked += read;
                        unfolded.write(buffer, 0, read);
                        if (unpacked > MAX_UNPACKED_BYTES || parts > MAX_PARTS) {
                            throw Refusal.of(Refusal.Kind.TOO_LARGE, tooLarge);
                        }
                    }
                }
                // Without zero bytes two-byte encodings read alike.
                var text = unfolded.toString(StandardCharsets.ISO_8859_1).replace("\0", "");
                if (text.contains("sheetData") && IMPOSSIBLE_CELL.matcher(text).find()) {
                    throw Refusal.of(Refusal.Kind.INVALID, "roster.malformedXlsx");
                }
            }
        } catch (IOException cutOrMalformed) {
            throw Refusal.of(Refusal.Kind.INVALID, "roster.malformedXlsx");
        }
    }
}
