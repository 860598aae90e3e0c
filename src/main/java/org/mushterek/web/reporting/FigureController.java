package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Figures.Figure;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.Measure;
import org.mushterek.reporting.ReportedFigures;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of the account's side. */
@RestController
@RequestMapping("/api/reports/figures")
@Tag(name = "Reports")
class FigureController {

    private final ReportedFigures figures;
    private final FigureWords words;
    private final Texts texts;

    FigureController(ReportedFigures figures, FigureWords words, Texts texts) {
        this.figures = figures;
        this.words = words;
        this.texts = texts;
    }

    record ShownFigures(Asked asked, List<ShownFigure> figures) {}

    /** A figure in the account's language, with how it is computed. */
    record ShownFigure(
            String name,
            String title,
            String definition,
            @Nullable Measure opens,
            long count,
            @Nullable Double percent,
            @Nullable Times times,
            List<ShownRow> rows) {}

    record ShownRow(
            String code, String text, long count, @Nullable Times times) {}

    @Operation(summary = "Read the figures of the account's side for a period, each with how it is computed")
    @GetMapping
    ShownFigures read(
            Account account,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "VIS") String kind,
            @RequestParam(required = false) @Nullable Direction direction,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable Integer version) {
        var read = figures.of(account, ReportQuestions.figures(from, to, kind, direction, exercise, role, version));
        return new ShownFigures(
                read.asked(),
                read.figures().stream()
                        .map(figure -> shown(figure, kind, account.language()))
                        .toList());
    }

    private ShownFigure shown(Figure figure, String kind, Language language) {
        var key = "report.figure." + figure.name();
        return new ShownFigure(
                figure.name(),
                texts.say(key, language),
                texts.say(key + ".told", language),
                figure.measure(),
                figure.count(),
                figure.percent(),
                figure.times(),
                figure.rows().stream()
                        .map(row -> new ShownRow(
                                row.code(),
                                words.row(figure.name(), kind, row.code(), language),
                                row.count(),
                                row.times()))
                        .toList());
    }
}
