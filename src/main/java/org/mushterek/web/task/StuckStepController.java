package org.mushterek.web.task;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.task.StuckStep;
import org.mushterek.task.StuckSteps;
import org.mushterek.web.CaseKinds;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The steps that the program should have done by itself and could not. */
@RestController
@RequestMapping("/api/stuck-steps")
@Tag(name = "Tasks")
class StuckStepController {

    private static final int MOST = 100;

    private final StuckSteps steps;
    private final Texts texts;

    StuckStepController(StuckSteps steps, Texts texts) {
        this.steps = steps;
        this.texts = texts;
    }

    /**
     * A step at which a case waits.
     *
     * @param title in the account's language; the name in the diagram, where a case is stuck at a node of an earlier version
     * @param lastTried when its last try failed
     * @param nextTry when the program tries it again by itself, at the earliest
     */
    record StuckLine(
            String id,
            String process,
            String step,
            String title,
            String caseNumber,
            Instant lastTried,
            Instant nextTry) {}

    @Operation(
            summary =
                    "List the steps of cases that the program could not do at any of its tries, the longest stuck first; at most 100")
    @GetMapping
    List<StuckLine> list(Account account) {
        return steps.ofSide(account, CaseKinds.processesReadBy(account), MOST).stream()
                .map(step -> line(account, step))
                .toList();
    }

    @Operation(summary = "Let the program try a stuck step once more, now")
    @PostMapping("/{id}/tries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void tryAgain(Account account, @PathVariable String id) {
        steps.tryAgain(account, CaseKinds.processesReadBy(account), id);
    }

    private StuckLine line(Account account, StuckStep step) {
        return new StuckLine(
                step.id(),
                step.process(),
                step.step(),
                texts.sayOr("ui.task." + step.step(), step.name(), account.language()),
                step.caseNumber(),
                step.lastTried(),
                step.nextTry());
    }
}
