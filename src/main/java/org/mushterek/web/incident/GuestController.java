package org.mushterek.web.incident;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.incident.Incidents;
import org.mushterek.security.Account;
import org.mushterek.visit.GuestsOfExercise.Guest;
import org.mushterek.web.security.WithinProcess;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom the host of an exercise has let in, to name those to whom something has happened. */
@RestController
@WithinProcess(IncidentProcess.ID)
@RequestMapping("/api/exercises/{code}/guests")
@Tag(name = "Incidents")
class GuestController {

    private final Incidents incidents;

    GuestController(Incidents incidents) {
        this.incidents = incidents;
    }

    @Operation(
            summary = "List the guests of an exercise of the account's side, from whom an incident names its persons",
            description =
                    "Whoever a permit of a visit to the exercise lets in, or has let in. Medical and legal officers and"
                            + " commanders of the host.")
    @GetMapping
    List<Guest> list(Account account, @PathVariable String code) {
        return incidents.guests(account, code);
    }
}
