package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Diagrams;
import org.mushterek.security.Account;
import org.mushterek.web.reporting.HeatSteps.HeatStep;
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

    private final HeatSteps steps;
    private final Diagrams diagrams;

    HeatController(HeatSteps steps, Diagrams diagrams) {
        this.steps = steps;
        this.diagrams = diagrams;
    }

    record HeatMap(String process, String model, List<HeatStep> steps) {}

    @Operation(summary = "Read a process's diagram with how often its steps were done and how long they waited")
    @GetMapping("/{process}")
    HeatMap read(
            Account account, @PathVariable String process, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        var counted = steps.of(account, process, from, to);
        return diagrams.find(process, 0, account.side().code())
                .map(model -> new HeatMap(process, model, counted))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram"));
    }
}
