package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.afteraction.CorrectiveActions.Settling;
import org.mushterek.afteraction.Observation;
import org.mushterek.afteraction.ObservationImport;
import org.mushterek.afteraction.ObservationReviewProcess;
import org.mushterek.afteraction.Observations;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.web.RowFault;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Observations of an exercise; a side reads its own, and of others what they have accepted and released. */
@RestController
@WithinProcess(ObservationReviewProcess.ID)
@RequestMapping("/api")
@Tag(name = "After action")
class ObservationController {

    static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Observations observations;
    private final ObservationImport imports;
    private final CorrectiveActions actions;
    private final Texts texts;

    ObservationController(
            Observations observations, ObservationImport imports, CorrectiveActions actions, Texts texts) {
        this.observations = observations;
        this.imports = imports;
        this.actions = actions;
        this.texts = texts;
    }

    /** @param story what happened to it; empty for another side's */
    record ShownObservation(Observation observation, List<Observations.Event> story) {}

    @Operation(summary = "List the observations of an exercise that the account may read")
    @GetMapping("/exercises/{code}/observations")
    List<Observation> list(Account account, @PathVariable String code) {
        return observations.list(account, code);
    }

    @Operation(
            summary = "Submit an observation",
            description =
                    "Any officer of a party, from STARTEX on. A lessons officer of the same side then answers the task"
                            + " `userTask_decideObservation`; until it is accepted and released, no other side reads it.")
    @PostMapping("/exercises/{code}/observations")
    ResponseEntity<Observation> submit(
            Account account, @PathVariable String code, @RequestBody Observation.Content content) {
        var submitted = observations.submit(account, code, content);
        return ResponseEntity.created(URI.create("/api/observations/" + submitted.number()))
                .body(submitted);
    }

    /**
     * The answer to one row of a workbook.
     *
     * @param row as the spreadsheet counts it, from 1
     * @param number of the observation; null where the row is faulty
     */
    record ShownRow(
            int row,
            ObservationImport.Outcome outcome,
            @Nullable String number,
            List<RowFault> findings) {}

    @Operation(
            summary = "Submit the observations of a workbook, with an answer to each row",
            description =
                    "The first sheet, with the columns of `/api/observation-sheet`. Sound rows are submitted, faulty ones are told"
                            + " with all that is wrong; a row that the side has already is not submitted again, so the mended file can be"
                            + " sent as a whole.")
    @PostMapping(path = "/exercises/{code}/observations/import", consumes = WORKBOOK)
    List<ShownRow> submitSheet(Account account, @PathVariable String code, @RequestBody byte[] workbook) {
        return imports.submit(account, code, workbook).stream()
                .map(answer -> new ShownRow(
                        answer.row(),
                        answer.outcome(),
                        answer.number(),
                        answer.findings().stream()
                                .map(finding -> RowFault.of(finding, texts, account.language()))
                                .toList()))
                .toList();
    }

    @Operation(summary = "Read an empty workbook for observations, in the account's language")
    @GetMapping(path = "/observation-sheet", produces = WORKBOOK)
    ResponseEntity<byte[]> sheet(Account account) {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"observations.xlsx\"")
                .body(imports.template(account.language()));
    }

    @Operation(summary = "Read an observation with what happened to it")
    @GetMapping("/observations/{number}")
    ShownObservation read(Account account, @PathVariable String number) {
        return new ShownObservation(observations.read(account, number), observations.story(account, number));
    }

    @Operation(summary = "Take back an own observation that nobody has decided on")
    @PostMapping("/observations/{number}/withdrawal")
    Observation withdraw(Account account, @PathVariable String number) {
        return observations.withdraw(account, number);
    }

    @Operation(
            summary = "Release an accepted observation to every party of the exercise",
            description = "Only lessons officers of its side. What others have read cannot be taken from them again.")
    @PostMapping("/observations/{number}/release")
    Observation release(Account account, @PathVariable String number) {
        return observations.release(account, number);
    }

    @Operation(
            summary = "Settle what an observation recommends: an action, a note or a best practice",
            description = "Only lessons officers of its side. An action starts the process `corrective-action`.")
    @PostMapping("/observations/{number}/settlement")
    Observation settle(Account account, @PathVariable String number, @RequestBody Settling settling) {
        return actions.settle(account, number, settling);
    }
}
