package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.afteraction.CorrectiveActions.Settling;
import org.mushterek.afteraction.Observation;
import org.mushterek.afteraction.Observations;
import org.mushterek.security.Account;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Observations of an exercise; a side reads its own, and of others what they have accepted and released. */
@RestController
@RequestMapping("/api")
@Tag(name = "After action")
class ObservationController {

    private final Observations observations;
    private final CorrectiveActions actions;

    ObservationController(Observations observations, CorrectiveActions actions) {
        this.observations = observations;
        this.actions = actions;
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
