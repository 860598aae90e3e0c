package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Diagrams;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Measure;
import org.mushterek.reporting.ReportedCases;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.mushterek.web.reporting.ReportQuestions.ReportedSearch;
import org.mushterek.web.reporting.ToldCases.ReportedCase;
import org.mushterek.web.reporting.ToldCases.ReportedLine;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases of the account's side as reports know them, and one of them with its story and its diagrams. */
@RestController
@RequestMapping("/api/reports/cases")
@Tag(name = "Reports")
class ReportCaseController {

    private static final int AT_ONCE = 50;

    private final ReportedCases cases;
    private final Diagrams diagrams;
    private final ToldCases told;

    ReportCaseController(ReportedCases cases, Diagrams diagrams, ToldCases told) {
        this.cases = cases;
        this.diagrams = diagrams;
        this.told = told;
    }

    record ReportedPage(List<ReportedLine> items, @Nullable String next) {}

    /** The model of a process, by which the case runs or ran. */
    record ReportedDiagram(String process, int version, String model) {}

    @Operation(
            summary = "List the cases of the account's side with who holds them, newest first",
            description = "Persons are found by POST alone, so that no name stands in an address.")
    @GetMapping
    ReportedPage list(
            Account account,
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
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return search(
                account,
                new ReportedSearch(
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
                        after,
                        limit));
    }

    @Operation(
            summary = "Look for cases of the account's side, newest first",
            description =
                    "As the list, with what is looked for in the body. Planners, security, authorities, registries"
                            + " and border officers may look for a `person`, which is put on record (`report.personSearched`)"
                            + " without the words.")
    @PostMapping("/search")
    ReportedPage search(Account account, @RequestBody ReportedSearch asked) {
        var limit = asked.limit() == null ? AT_ONCE : asked.limit();
        var page = cases.find(account, ReportQuestions.cases(asked, asked.after(), new Slice(0, limit).limit()));
        return new ReportedPage(
                page.items().stream().map(line -> told.shown(account, line)).toList(), page.next());
    }

    @Operation(summary = "Read a case with its story, its steps, the diagrams it follows and where it stands in them")
    @GetMapping("/{number}")
    ReportedCase show(Account account, @PathVariable String number) {
        return told.of(account, number);
    }

    /** Only what the side itself follows: of the other side's process it has no diagram to see a place in. */
    @Operation(summary = "Read the model of a process that the case follows on the account's side")
    @GetMapping("/{number}/diagrams/{process}")
    ReportedDiagram diagram(Account account, @PathVariable String number, @PathVariable String process) {
        return cases.show(account, number).diagrams().stream()
                .filter(diagram -> diagram.process().equals(process))
                .reduce((earlier, later) -> later)
                .flatMap(diagram -> diagrams.find(
                                process, diagram.version(), account.side().code())
                        .map(model -> new ReportedDiagram(process, diagram.version(), model)))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram"));
    }
}
