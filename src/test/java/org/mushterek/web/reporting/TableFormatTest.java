package org.mushterek.web.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.CellText;

class TableFormatTest {

    @Test
    void writesCsvThatSpreadsheetsReadAsUtf8() throws IOException {
        assertThat(new String(written(TableFormat.CSV), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF\"Ad\",\"Say\"\r\n\"Şəki \"\"R1\"\"\",3\r\n,2.5\r\n");
    }

    @Test
    void writesJsonWithTheNamesOfTheHeads() throws IOException {
        assertThat(new ObjectMapper().readTree(written(TableFormat.JSON)))
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"Ad\":\"Şəki \\\"R1\\\"\",\"Say\":3},{\"Ad\":null,\"Say\":2.5}]"));
    }

    @Test
    void writesAWorkbookThatAReaderOpens() throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(written(TableFormat.XLSX)))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(1).getCellText(0)).isEqualTo("Şəki \"R1\"");
            assertThat(rows.get(1).getCellAsNumber(1))
                    .hasValueSatisfying(value -> assertThat(value.intValue()).isEqualTo(3));
        }
    }

    /** What is written leaves at once: at the end nothing but the end is left, whatever the number of rows and of texts. */
    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void keepsNoRowsBack(TableFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        var table = format.open(out, List.of("Ad", "Say"));
        for (var row = 0; row < 20_000; row++) {
            table.row(List.of("VIS-TUR-2027-" + row * 7919L, row));
        }

        var before = out.size();
        table.close();

        assertThat(before).isGreaterThan(50_000);
        assertThat(out.size() - before).isLessThan(30_000);
    }

    private static byte[] written(TableFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = format.open(out, List.of("Ad", "Say"))) {
            table.row(Arrays.asList("Şəki \"R1\"", 3));
            table.row(Arrays.asList(null, 2.5));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "%0A"})
    void keepsASpreadsheetFromTakingATextForAFormula(String text) {
        assertThat(CellText.harmless(text)).isEqualTo("'" + text);
        assertThat(CellText.asWritten(CellText.harmless(text))).isEqualTo(text);
    }

    @Test
    void leavesOtherTextsAsTheyAre() {
        assertThat(CellText.harmless("VIS-TUR-2027-0042")).isEqualTo("VIS-TUR-2027-0042");
        assertThat(CellText.harmless("")).isEmpty();
    }
}
