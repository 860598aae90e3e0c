package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Diagrams;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.ReportedFigures;
import org.mushterek.security.Account;
import org.mushterek.web.Filters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How often the steps of a process were done on the account's side, and how long each waited, on its diagram. */
@RestController
@RequestMapping("/api/reports/heat")
@Tag(name = "Reports")
class HeatController {

    /** What kind of case follows a process. */
    private static final Map<String, String> KINDS = Map.of(
            "visit-request", "VIS",
            "host-approval", "VIS",
            "visit-permit", "VIS",
            "exercise-planning", "PLN",
            "planning-conference", "PLN",
            "drill-scheduling", "DRL",
            "memorandum-approval", "INS",
            "after-action-report", "AAR",
            "observation-review", "OBS",
            "corrective-action", "ACT");

    private final ReportedFigures figures;
    private final Diagrams diagrams;
    private final CaseWords words;

    HeatController(ReportedFigures figures, Diagrams diagrams, CaseWords words) {
        this.figures = figures;
        this.diagrams = diagrams;
        this.words = words;
    }

    record HeatMap(String process, String model, List<HeatStep> steps) {}

    /** Times are hours worked from opening to completion. */
    record HeatStep(String step, String text, Times times) {}

    @Operation(summary = "Read a process's diagram with how often its steps were done and how long they waited")
    @GetMapping("/{process}")
    HeatMap read(
            Account account, @PathVariable String process, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        var steps = steps(account, process, from, to);
        return diagrams.find(process, 0, account.side().code())
                .map(model -> new HeatMap(process, model, steps))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram"));
    }

    List<HeatStep> steps(Account account, String process, LocalDate from, LocalDate to) {
        Filters.demandOrder("to", from, to);
        var kind = KINDS.get(process);
        if (kind == null) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram");
        }
        return figures.steps(account, process, new Asked(kind, from, to, null, null, null, null)).entrySet().stream()
                .map(entry ->
                        new HeatStep(entry.getKey(), words.step(entry.getKey(), account.language()), entry.getValue()))
                .toList();
    }
}
