package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.Measure;
import org.mushterek.reporting.ReportedCases;
import org.mushterek.reporting.ReportedCases.Line;
import org.mushterek.reporting.ReportedFigures;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.web.reporting.ReportQuestions.ReportedSearch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables of reports to be taken away, written as they are read; whoever breaks off the download ends the reading. */
@RestController
@RequestMapping("/api/reports/exports")
@Tag(name = "Reports")
@ApiResponse(
        responseCode = "200",
        description = "The table",
        content = {
            @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
            @Content(
                    mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    schema = @Schema(type = "string", format = "binary"))
        })
class ExportController {

    private static final List<String> CASE_HEADS = List.of(
            "number",
            "kind",
            "sending",
            "host",
            "exercise",
            "state",
            "open",
            "late",
            "firstDay",
            "lastDay",
            "persons",
            "opened",
            "closed",
            "holder",
            "since",
            "due",
            "next");
    /** The heads over instants. */
    private static final Set<String> MOMENTS = Set.of("opened", "closed", "since", "due", "when");

    private static final List<String> STEP_HEADS = List.of("step", "count", "median", "ninetieth");
    private static final List<String> CASE_STEP_HEADS = List.of("process", "step", "done", "hours", "waits");
    private static final List<String> STORY_HEADS = List.of("when", "what", "detail");
    private static final List<String> MONTH_HEADS = List.of("day", "visits", "exercises");
    private static final List<String> FIGURE_HEADS = List.of("what", "part", "count", "percent", "median", "ninetieth");

    /** How many rows follow, so that whoever waits sees how far it is. */
    private static final String ROWS = "Row-Count";

    private final ReportedCases cases;
    private final ReportedFigures figures;
    private final HeatSteps heat;
    private final ToldCases told;
    private final MonthRows months;
    private final CaseWords words;
    private final FigureWords figureWords;
    private final Sides sides;
    private final Texts texts;

    ExportController(
            ReportedCases cases,
            ReportedFigures figures,
            HeatSteps heat,
            ToldCases told,
            MonthRows months,
            CaseWords words,
            FigureWords figureWords,
            Sides sides,
            Texts texts) {
        this.cases = cases;
        this.figures = figures;
        this.heat = heat;
        this.told = told;
        this.months = months;
        this.words = words;
        this.figureWords = figureWords;
        this.sides = sides;
        this.texts = texts;
    }

    @Operation(summary = "Take away the list of cases as a table")
    @GetMapping("/cases")
    void cases(
            Account account,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(required = false) @Nullable Measure figure,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable LocalDate countedFrom,
            @RequestParam(required = false) @Nullable LocalDate countedTo,
            @RequestParam(required = false) @Nullable Direction direction,
            @RequestParam(required = false) @Nullable Integer version,
            HttpServletResponse response)
            throws IOException {
        var asked = new ReportedSearch(
                number,
                kind,
                exercise,
                from,
                to,
                null,
                unit,
                open,
                late,
                figure,
                code,
                countedFrom,
                countedTo,
                direction,
                version,
                null,
                null);
        search(account, format, asked, response);
    }

    @Operation(
            summary = "Take away the cases that are looked for as a table",
            description = "Whole: `after` and `limit` change nothing. A search for a person is put on record.")
    @PostMapping("/cases/search")
    void search(
            Account account,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            @RequestBody ReportedSearch asked,
            HttpServletResponse response)
            throws IOException {
        var search = ReportQuestions.cases(asked, null, ReportedCases.AT_ONCE);
        // Refused before anything is written, while the answer can still be a problem.
        var first = cases.export(account, search);
        begin(response, format, "cases");
        cases.count(account, search).ifPresent(rows -> response.setHeader(ROWS, String.valueOf(rows)));
        try (var table = format.open(response.getOutputStream(), heads(format, CASE_HEADS, account))) {
            cases.eachOf(account, search, first, line -> write(table, format, line, account));
        }
    }

    @Operation(summary = "Take away the figures of a period as a table")
    @GetMapping("/figures")
    void figures(
            Account account,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "VIS") String kind,
            @RequestParam(required = false) @Nullable Direction direction,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable Integer version,
            HttpServletResponse response)
            throws IOException {
        var read = figures.of(account, ReportQuestions.figures(from, to, kind, direction, exercise, role, version));
        begin(response, format, "figures");
        var language = account.language();
        try (var table = format.open(response.getOutputStream(), heads(format, FIGURE_HEADS, account))) {
            for (var figure : read.figures()) {
                var title = texts.say("report.figure." + figure.name(), language);
                table.row(row(title, "", figure.count(), figure.percent(), figure.times()));
                for (var part : figure.rows()) {
                    table.row(row(
                            title,
                            figureWords.row(figure.name(), kind, part.code(), language),
                            part.count(),
                            null,
                            part.times()));
                }
            }
        }
    }

    @Operation(summary = "Take away how often the steps of a process were done and how long they waited, as a table")
    @GetMapping("/heat/{process}")
    void steps(
            Account account,
            @PathVariable String process,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            HttpServletResponse response)
            throws IOException {
        var steps = heat.of(account, process, from, to);
        begin(response, format, "steps");
        try (var table = format.open(response.getOutputStream(), heads(format, STEP_HEADS, account))) {
            for (var step : steps) {
                table.row(List.of(
                        step.text(),
                        step.times().count(),
                        step.times().median(),
                        step.times().ninetieth()));
            }
        }
    }

    @Operation(summary = "Take away the story of a case as a table")
    @GetMapping("/cases/{number}")
    void story(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            HttpServletResponse response)
            throws IOException {
        var story = told.story(account, number);
        begin(response, format, number);
        var zone = account.side().zone();
        try (var table = format.open(response.getOutputStream(), heads(format, STORY_HEADS, account))) {
            for (var event : story) {
                table.row(Arrays.asList(moment(format, event.at(), zone), event.text(), event.detail()));
            }
        }
    }

    @Operation(summary = "Take away the steps of a case as a table")
    @GetMapping("/cases/{number}/steps")
    void stepsOfCase(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            HttpServletResponse response)
            throws IOException {
        var steps = told.steps(account, number);
        begin(response, format, number + "-steps");
        try (var table = format.open(response.getOutputStream(), heads(format, CASE_STEP_HEADS, account))) {
            for (var step : steps) {
                table.row(Arrays.asList(step.process(), step.text(), step.done(), step.hours(), step.waiting()));
            }
        }
    }

    @Operation(summary = "Take away a month's exercises, visits and days off as a table")
    @GetMapping("/calendar")
    void month(
            Account account,
            @RequestParam(defaultValue = "CSV") TableFormat format,
            @Parameter(description = "The month, as `2027-03`") @RequestParam String month,
            HttpServletResponse response)
            throws IOException {
        var read = MonthRows.read(month);
        var rows = months.of(account, read);
        begin(response, format, "calendar-" + read);
        var language = account.language();
        var heads = new ArrayList<>(heads(format, MONTH_HEADS, account));
        sides.all()
                .forEach(side -> heads.add(
                        format == TableFormat.JSON ? side.code() : texts.say("ui.side." + side.code(), language)));
        try (var table = format.open(response.getOutputStream(), heads)) {
            for (var row : rows) {
                var cells = new ArrayList<@Nullable Object>(Arrays.asList(
                        WrittenTime.DAY.format(row.day()),
                        String.join("; ", row.visits()),
                        String.join("; ", row.exercises())));
                cells.addAll(row.daysOff());
                table.row(cells);
            }
        }
    }

    private static List<@Nullable Object> row(
            String title, String part, long count, @Nullable Double percent, @Nullable Times times) {
        return Arrays.asList(
                title,
                part,
                count,
                percent,
                times == null ? null : times.median(),
                times == null ? null : times.ninetieth());
    }

    private static void begin(HttpServletResponse response, TableFormat format, String name) {
        response.setContentType(format.mediaType());
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + name + "." + format.name().toLowerCase(Locale.ROOT) + "\"");
    }

    /** Programs read JSON: their names do not change with the reader's language. To others a time says on whose clocks. */
    private List<String> heads(TableFormat format, List<String> heads, Account account) {
        var language = account.language();
        var zone = account.side().zone().getId();
        var clocks = " (" + texts.sayOr("ui.zone." + zone, zone, language) + ")";
        return format == TableFormat.JSON
                ? heads
                : heads.stream()
                        .map(head ->
                                texts.say("report.export." + head, language) + (MOMENTS.contains(head) ? clocks : ""))
                        .toList();
    }

    private void write(TableFormat.Table table, TableFormat format, Line line, Account account) {
        var language = account.language();
        var zone = account.side().zone();
        var holders = line.holders();
        try {
            table.row(Arrays.asList(
                    line.number(),
                    texts.say("ui.report.kind." + line.kind(), language),
                    line.sending(),
                    line.host(),
                    line.exercise(),
                    words.state(line, language),
                    yes(line.open(), language),
                    yes(line.late(), language),
                    line.firstDay() == null ? null : WrittenTime.DAY.format(line.firstDay()),
                    line.lastDay() == null ? null : WrittenTime.DAY.format(line.lastDay()),
                    line.persons(),
                    moment(format, line.openedAt(), zone),
                    moment(format, line.closedAt(), zone),
                    holders.stream()
                            .map(holder -> holder.side()
                                    + holder.roles().stream()
                                            .map(role -> " " + texts.say("ui.role." + role, language))
                                            .collect(Collectors.joining()))
                            .distinct()
                            .collect(Collectors.joining("; ")),
                    moment(format, line.since(), zone),
                    moment(format, line.due(), zone),
                    words.next(line, language)));
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private String yes(boolean is, Language language) {
        return texts.say(is ? "report.export.yes" : "report.export.no", language);
    }

    /** In the zone that the head names; to programs in UTC. */
    private static @Nullable String moment(TableFormat format, @Nullable Instant instant, ZoneId zone) {
        return instant == null
                ? null
                : format == TableFormat.JSON ? instant.toString() : WrittenTime.MINUTE.format(instant.atZone(zone));
    }
}
