package org.mushterek.web.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Times;
import org.mushterek.reporting.ReportedFigures;
import org.mushterek.security.Account;
import org.mushterek.web.Filters;
import org.springframework.stereotype.Component;

/** How often the steps of a process were done on the account's side, and how long each waited. */
@Component
class HeatSteps {

    /** What kind of case follows a process. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("visit-request", "VIS"),
            Map.entry("host-approval", "VIS"),
            Map.entry("visit-permit", "VIS"),
            Map.entry("exercise-planning", "PLN"),
            Map.entry("planning-conference", "PLN"),
            Map.entry("drill-scheduling", "DRL"),
            Map.entry("drill-continuation", "RSK"),
            Map.entry("memorandum-approval", "INS"),
            Map.entry("after-action-report", "AAR"),
            Map.entry("observation-review", "OBS"),
            Map.entry("observation-merging", "MRG"),
            Map.entry("corrective-action", "ACT"),
            Map.entry("action-offer", "OFR"),
            Map.entry("calendar-decree", "DEC"));

    private final ReportedFigures figures;
    private final CaseWords words;

    HeatSteps(ReportedFigures figures, CaseWords words) {
        this.figures = figures;
        this.words = words;
    }

    /** Times are hours worked from opening to completion. */
    record HeatStep(String step, String text, Times times) {}

    /** The processes whose steps are counted. */
    static Set<String> processes() {
        return KINDS.keySet();
    }

    /** @throws Refusal NOT_FOUND for a process that is none, or that is not for the account */
    List<HeatStep> of(Account account, String process, LocalDate from, LocalDate to) {
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
