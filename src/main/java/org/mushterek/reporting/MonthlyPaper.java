package org.mushterek.reporting;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Row;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.RenderedPaper;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Figures.Figure;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** The visits of a month in figures, as a paper in the three languages: what the side sent and what it received. */
@Component
public class MonthlyPaper {

    private static final Set<String> WITH_PARTS = Set.of("closed", "decided", "returned", "rules", "reasons");
    private static final Set<String> NOT_OF_VISITS = Set.of("drillsPlanned", "drillsDone", "drillsCancelled", "steps");
    private static final int NUMBER_WIDTH = 22;

    private final ReportedFigures figures;
    private final CasePaper paper;
    private final Texts texts;
    private final Clock clock;

    MonthlyPaper(ReportedFigures figures, CasePaper paper, Texts texts, Clock clock) {
        this.figures = figures;
        this.paper = paper;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * The paper of a month as the account may read it.
     *
     * @throws org.mushterek.common.Refusal as for {@link ReportedFigures#of}
     */
    public RenderedPaper of(Account account, YearMonth month) {
        var sections = new ArrayList<Section>();
        for (var direction : Direction.values()) {
            var asked = new Asked("VIS", month.atDay(1), month.atEndOfMonth(), direction, null, null, null);
            sections.add(section(direction, figures.of(account, asked).figures()));
        }
        return paper.render(
                new PaperSheet(
                        "monthly",
                        String.format(Locale.ROOT, "RPT-%s-%s", account.side().code(), month),
                        null,
                        null,
                        null,
                        false,
                        false,
                        clock.instant(),
                        null,
                        sections),
                null);
    }

    private Section section(Direction direction, List<Figure> found) {
        var grid = Grid.of(
                Column.of("report.export.what"),
                Column.of("report.export.count", NUMBER_WIDTH),
                Column.of("report.export.percent", NUMBER_WIDTH),
                Column.of("report.export.median", NUMBER_WIDTH),
                Column.of("report.export.ninetieth", NUMBER_WIDTH));
        for (var figure : found) {
            if (!NOT_OF_VISITS.contains(figure.name())) {
                grid = grid.row(row(
                        true,
                        Cell.said("report.figure." + figure.name()),
                        figure.count(),
                        figure.percent(),
                        figure.times()));
                if (WITH_PARTS.contains(figure.name())) {
                    for (var part : figure.rows()) {
                        grid = grid.row(row(false, part(figure, part.code()), part.count(), null, part.times()));
                    }
                }
            }
        }
        return Section.headed(Message.of("paper.monthly." + direction))
                .grid(grid)
                .note("paper.monthly.note");
    }

    private static Row row(boolean strong, Cell what, long count, @Nullable Double percent, @Nullable Times times) {
        return Row.of(
                strong,
                what,
                Cell.text(count),
                Cell.text(percent == null ? null : percent + " %"),
                Cell.text(times == null ? null : times.median()),
                Cell.text(times == null ? null : times.ninetieth()));
    }

    private Cell part(Figure figure, String code) {
        for (var key : List.of("report.returned." + code, "ui.outcome." + code, "ui.story." + code, "ui." + code)) {
            if (!figure.name().equals("rules") && texts.knows(key)) {
                return Cell.said(key);
            }
        }
        return Cell.text(code);
    }
}
