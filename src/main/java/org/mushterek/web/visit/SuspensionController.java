package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.task.PageDrafts;
import org.mushterek.visit.Suspensions;
import org.mushterek.visit.VisitDossier;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitTasks;
import org.mushterek.web.security.WithinProcess;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Suspending permits that are out, and reinstating them: at once, whoever holds the tasks of the case. */
@RestController
@WithinProcess(VisitPermitProcess.ID)
@RequestMapping("/api/host-cases/{number}/suspensions")
@Tag(name = "Visit requests")
class SuspensionController {

    /** Under which name pages keep an order that is not given yet. */
    private static final String FORM = "suspension";

    private final Suspensions suspensions;
    private final VisitTasks shown;
    private final PageDrafts pageDrafts;

    SuspensionController(Suspensions suspensions, VisitTasks shown, PageDrafts pageDrafts) {
        this.suspensions = suspensions;
        this.shown = shown;
        this.pageDrafts = pageDrafts;
    }

    @Operation(
            summary = "Suspend the permit of a case",
            description =
                    "For the host's registry and authority, once the permit is handed over. `reasonCode` is one of"
                            + " INCIDENT_EXAMINED, SECURITY_SITUATION, HEALTH_SITUATION, DOCUMENT_NOT_ACCEPTED,"
                            + " SITE_NOT_AVAILABLE, EXERCISE_HALTED and OTHER, `text` says why to both sides, `remark` to the own"
                            + " side only; `reviewOn` is the day on which it is looked at again, not after the permit's last."
                            + " Whoever asks at a gate is told at once. Answers with the case as its host sees it.")
    @PostMapping
    @Transactional
    VisitDossier.OfHost suspend(Account account, @PathVariable String number, @RequestBody Suspensions.Order order) {
        suspensions.suspend(account, number, order);
        pageDrafts.answered(account, number, FORM);
        return shown.ofHost(account, number);
    }

    /** @param text why, for both sides */
    record Reinstatement(@Nullable String text) {}

    @Operation(
            summary = "Reinstate a suspended permit",
            description =
                    "For the host's registry and authority. `no` is that of the suspension that they have read; a later one is"
                            + " refused. The papers that were handed over let in again. Answers with the case as its host sees it.")
    @PostMapping("/{no}/reinstatement")
    @Transactional
    VisitDossier.OfHost reinstate(
            Account account, @PathVariable String number, @PathVariable int no, @RequestBody Reinstatement order) {
        suspensions.reinstate(account, number, no, order.text());
        pageDrafts.answered(account, number, FORM);
        return shown.ofHost(account, number);
    }
}
