package org.mushterek.web.reporting;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.ReportedFigures;
import org.mushterek.security.Account;
import org.mushterek.web.CaseKinds;
import org.mushterek.web.Filters;
import org.springframework.stereotype.Component;

/** How often the steps of a process were done on the account's side, and how long each waited. */
@Component
class HeatSteps {

    private final ReportedFigures figures;
    private final CaseWords words;

    HeatSteps(ReportedFigures figures, CaseWords words) {
        this.figures = figures;
        this.words = words;
    }

    /** Times are hours worked from opening to completion. */
    record HeatStep(String step, String text, Times times) {}

    /** @throws Refusal NOT_FOUND for a process that is none, or that is not for the account */
    List<HeatStep> of(Account account, String process, LocalDate from, LocalDate to) {
        Filters.demandOrder("to", from, to);
        var kind = CaseKinds.of(process).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram"));
        return figures.steps(account, process, new Asked(kind, from, to, null, null, null, null)).entrySet().stream()
                .map(entry ->
                        new HeatStep(entry.getKey(), words.step(entry.getKey(), account.language()), entry.getValue()))
                .toList();
    }
}
