package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.ActionOffer;
import org.mushterek.afteraction.ActionOffers;
import org.mushterek.afteraction.CorrectiveAction;
import org.mushterek.afteraction.CorrectiveActionProcess;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.afteraction.Observations;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.OpenActions;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Corrective actions; of another side's only what rests on a released observation, without persons and evidence. */
@RestController
@WithinProcess(CorrectiveActionProcess.ID)
@RequestMapping("/api")
@Tag(name = "After action")
class CorrectiveActionController {

    private final CorrectiveActions actions;
    private final ActionOffers offers;
    private final Exercises exercises;

    CorrectiveActionController(CorrectiveActions actions, ActionOffers offers, Exercises exercises) {
        this.actions = actions;
        this.offers = offers;
        this.exercises = exercises;
    }

    /** @param story what happened to it; empty for another side's */
    record ShownAction(CorrectiveAction action, List<Observations.Event> story) {}

    /** Why an action is given up. */
    record Cancelling(@Nullable String reason) {}

    @Operation(summary = "List the corrective actions that the account may read, earliest due first")
    @GetMapping("/corrective-actions")
    List<CorrectiveAction> list(
            Account account,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) CorrectiveAction.@Nullable State state) {
        return actions.list(account, exercise, state);
    }

    @Operation(summary = "Read a corrective action with what happened to it")
    @GetMapping("/corrective-actions/{number}")
    ShownAction read(Account account, @PathVariable String number) {
        return new ShownAction(actions.read(account, number), actions.story(account, number));
    }

    @Operation(summary = "Give up an open action, with the reason that stays on record")
    @PostMapping("/corrective-actions/{number}/cancelling")
    CorrectiveAction cancel(Account account, @PathVariable String number, @RequestBody Cancelling cancelling) {
        return actions.cancel(account, number, cancelling.reason());
    }

    /** @param to code of the party that is asked */
    record Offering(@Nullable String to) {}

    @Operation(
            summary = "Offer an open action to another party of its exercise",
            description =
                    "Lessons officers of its side alone, for an action that rests on a released observation. A lessons officer of the"
                            + " party that is asked answers the task `userTask_answerOffer` of the process `action-offer`; until it is"
                            + " taken over the action stays where it is.")
    @ApiResponse(responseCode = "201", description = "Offered; its address is in the header `Location`")
    @PostMapping("/corrective-actions/{number}/offers")
    ResponseEntity<ActionOffer> offer(Account account, @PathVariable String number, @RequestBody Offering offering) {
        var offer = offers.offer(account, number, offering.to());
        return ResponseEntity.created(URI.create("/api/action-offers/" + offer.number()))
                .body(offer);
    }

    @Operation(
            summary = "List the open actions of earlier exercises of the same parties",
            description =
                    "What the planners of this exercise have to answer. Earlier are exercises that ended before the first day"
                            + " of this one.")
    @GetMapping("/exercises/{code}/open-actions")
    List<OpenActions.OpenAction> open(Account account, @PathVariable String code) {
        var exercise = exercises.get(account, code);
        return actions.ofEarlierExercises(account, exercise.parties(), exercise.firstDay());
    }
}
