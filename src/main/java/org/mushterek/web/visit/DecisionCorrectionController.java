package org.mushterek.web.visit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mushterek.security.Account;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTasks;
import org.mushterek.task.PageDrafts;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.TaskAnswer;
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

/** Corrections of decisions by their authors: of an approval, whose permit is replaced where it is out, and of a refusal. */
@RestController
@WithinProcess({HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/host-cases/{number}/decision-corrections")
@Tag(name = "Visit requests")
class DecisionCorrectionController {

    /** Under which name pages keep a correction that is not recorded yet. */
    private static final String FORM = "correction";

    private final HostSide hostSide;
    private final VisitTasks shown;
    private final OfficerTasks tasks;
    private final Drafts drafts;
    private final PageDrafts pageDrafts;
    private final ObjectMapper json;

    DecisionCorrectionController(
            HostSide hostSide,
            VisitTasks shown,
            OfficerTasks tasks,
            Drafts drafts,
            PageDrafts pageDrafts,
            ObjectMapper json) {
        this.hostSide = hostSide;
        this.shown = shown;
        this.tasks = tasks;
        this.drafts = drafts;
        this.pageDrafts = pageDrafts;
        this.json = json;
    }

    /** An approval is corrected by the task that waits for it, so that each door judges alike. */
    @Operation(
            summary = "Correct a decision, for its author alone",
            description =
                    "`action` is the outcome, `reason` why it is corrected, which the sending side reads; the rest is as in the"
                            + " decision. An approval stays one; once its permit is out, a next revision takes the permit's place at"
                            + " once. A return or a refusal is corrected as long as it stands. Answers with the case as its host sees it.")
    @PostMapping
    @Transactional
    VisitDossier.OfHost correct(Account account, @PathVariable String number, @RequestBody TaskAnswer answer) {
        hostSide.requireAuthor(account, number);
        var open = tasks.ofCase(number, account.side().code()).stream()
                .filter(task -> task.step().equals(VisitPermitProcess.CORRECT_DECISION))
                .findFirst();
        if (open.isPresent()) {
            drafts.save(open.get().id(), account, json.valueToTree(answer));
            tasks.complete(account, open.get().id());
        } else {
            hostSide.correctAnswered(account, number, answer);
        }
        pageDrafts.answered(account, number, FORM);
        return shown.ofHost(account, number);
    }
}
