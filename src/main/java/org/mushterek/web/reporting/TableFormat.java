package org.mushterek.web.reporting;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CellText;

/** What a table can be taken away as. Each is written row by row, so that a long one needs no more memory than a short one. */
enum TableFormat {
    CSV("text/csv;charset=UTF-8") {
        @Override
        Table open(OutputStream out, List<String> heads) throws IOException {
            return new CsvTable(out, heads);
        }
    },
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        Table open(OutputStream out, List<String> heads) throws IOException {
            return new WorkbookTable(out, heads);
        }
    },
    JSON("application/json") {
        @Override
        Table open(OutputStream out, List<String> heads) throws IOException {
            return new JsonTable(out, heads);
        }
    };

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Begins a table with its heads; closing it ends the file. */
    abstract Table open(OutputStream out, List<String> heads) throws IOException;

    /** A table on its way out. */
    interface Table extends Closeable {

        /** @param cells texts and numbers, null where there is nothing */
        void row(List<? extends @Nullable Object> cells) throws IOException;
    }

    /** With the mark by which spreadsheets know UTF-8. */
    private static final class CsvTable implements Table {

        private static final String BYTE_ORDER_MARK = "\uFEFF";

        private final Writer out;

        CsvTable(OutputStream out, List<String> heads) throws IOException {
            this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            this.out.write(BYTE_ORDER_MARK);
            row(heads);
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) throws IOException {
            out.write(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")));
            out.write("\r\n");
        }

        private static String cell(@Nullable Object value) {
            if (value == null) {
                return "";
            }
            return value instanceof Number
                    ? value.toString()
                    : '"' + CellText.harmless(value.toString()).replace("\"", "\"\"") + '"';
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private static final class WorkbookTable implements Table {

        private static final int FLUSHED_AFTER = 500;
        private static final int WIDTH = 22;

        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        WorkbookTable(OutputStream out, List<String> heads) throws IOException {
            workbook = new Workbook(out, "Mushterek", "1.0");
            sheet = workbook.newWorksheet("1");
            for (var column = 0; column < heads.size(); column++) {
                sheet.width(column, WIDTH);
            }
            sheet.freezePane(0, 1);
            row(heads);
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) throws IOException {
            for (var column = 0; column < cells.size(); column++) {
                var value = cells.get(column);
                if (value instanceof Number number) {
                    sheet.value(row, column, number);
                } else if (value != null) {
                    // Never a formula, and kept in no table of texts, which would grow with the rows.
                    sheet.inlineString(row, column, value.toString());
                }
            }
            row++;
            if (row % FLUSHED_AFTER == 0) {
                sheet.flush();
            }
        }

        @Override
        public void close() throws IOException {
            workbook.finish();
        }
    }

    /** An array of objects, each with the heads as its names. */
    private static final class JsonTable implements Table {

        private final JsonGenerator out;
        private final List<String> heads;

        JsonTable(OutputStream out, List<String> heads) throws IOException {
            this.out = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
            this.heads = List.copyOf(heads);
            this.out.writeStartArray();
        }

        @Override
        public void row(List<? extends @Nullable Object> cells) throws IOException {
            out.writeStartObject();
            for (var column = 0; column < cells.size(); column++) {
                var value = cells.get(column);
                out.writeFieldName(heads.get(column));
                if (value == null) {
                    out.writeNull();
                } else if (value instanceof Long || value instanceof Integer) {
                    out.writeNumber(((Number) value).longValue());
                } else if (value instanceof Number number) {
                    out.writeNumber(number.doubleValue());
                } else {
                    out.writeString(value.toString());
                }
            }
            out.writeEndObject();
        }

        @Override
        public void close() throws IOException {
            out.writeEndArray();
            out.close();
        }
    }
}
