package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;

/** Papers that are no visit's: of a month's figures, and of an instrument. */
class CasePaperTest {

    private static final CasePaper PAPER = new CasePaper(new Texts(), new Sides());

    /** Every length of what stands before pushes other parts to the end of a page. */
    @ParameterizedTest
    @ValueSource(strings = {"monthly", "instrument"})
    void keepsEachHeadingWithWhatItHeads(String name) throws IOException {
        var headings = 0;
        for (var rows = 1; rows <= 60; rows++) {
            var paper = PAPER.render(sheet(name, rows), null).content();
            headings += PaperLines.headingsWithWhatTheyHead(paper, name + " of " + rows + " rows");
            PaperLines.assertWholeLetters(paper, name + " of " + rows + " rows");
        }
        assertThat(headings).isGreaterThanOrEqualTo(60 * 5);
    }

    /** A table, facts, a table of few rows, words and a note, as both papers have them in their turn. */
    private static PaperSheet sheet(String name, int rows) {
        return new PaperSheet(
                name,
                "RPT-TUR-2027-04",
                null,
                null,
                null,
                false,
                false,
                Instant.parse("2027-05-01T06:00:00Z"),
                null,
                List.of(
                        Section.headed("paper.monthly.SENT").grid(grid(rows)).note("paper.monthly.note"),
                        Section.headed("paper.instrument.reported")
                                .fact("ui.instrument.code", Cell.text("MEM"))
                                .fact("ui.instrument.kind", Cell.text("Memorandum")),
                        Section.headed("paper.monthly.RECEIVED").grid(grid(3)),
                        Section.headed("paper.afteraction.summary").prose("paper.monthly.note"),
                        Section.headed("paper.instrument.reported")
                                .grid(grid(1))
                                .note("paper.monthly.note")));
    }

    private static Grid grid(int rows) {
        var grid = Grid.of(Column.of("report.export.what"), Column.of("report.export.count", 22));
        for (var row = 1; row <= rows; row++) {
            grid = grid.row(Cell.text("Beynəlxalq təlim, işıklandırma"), Cell.text(row));
        }
        return grid;
    }
}
