package org.mushterek.web.incident;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.common.ToldFinding;
import org.mushterek.incident.Incident;
import org.mushterek.incident.IncidentContent;
import org.mushterek.incident.IncidentProcess;
import org.mushterek.incident.Incidents;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Injuries, deaths and arrests of guests: recorded by the host, read by both sides. */
@RestController
@WithinProcess(IncidentProcess.ID)
@RequestMapping("/api/incidents")
@Tag(name = "Incidents")
class IncidentController {

    private final Incidents incidents;
    private final Sides sides;
    private final Texts texts;

    IncidentController(Incidents incidents, Sides sides, Texts texts) {
        this.incidents = incidents;
        this.sides = sides;
        this.texts = texts;
    }

    /**
     * An incident with all that was written of it.
     *
     * @param warnings what the rules say of the first notice
     * @param zone the host's, in which times without one are told
     * @param story every step, in its order
     */
    record ShownIncident(Incident incident, List<ToldFinding> warnings, String zone, List<Incident.Event> story) {}

    /** Why an incident is taken back. */
    record Withdrawal(@Nullable String reason) {}

    @Operation(
            summary = "List the incidents in which the account's side has a part, latest first",
            description = "Of the host its drafts, too; of the sending side what it was told of.")
    @GetMapping
    Incident.Page list(
            Account account,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        return incidents.list(account, exercise, slice.offset(), slice.limit());
    }

    @Operation(
            summary = "Record an injury, a death or an arrest, which tells the sending side",
            description =
                    "Medical and legal officers and commanders of the host. Persons are named by the number of their"
                            + " visit and the line of its roll (`GET /api/exercises/{code}/guests`); times are by the host's clock. The"
                            + " sending side acknowledges the notice in the task `userTask_acknowledgeNotice`.")
    @PostMapping
    ResponseEntity<ShownIncident> report(Account account, @RequestBody IncidentContent content) {
        var incident = incidents.report(account, content);
        return ResponseEntity.created(URI.create("/api/incidents/" + incident.number()))
                .body(shown(account, incident));
    }

    @Operation(
            summary = "Read an incident with everything that was written of it",
            description =
                    "What was written is for medical and legal officers, commanders, authorities and auditors of both sides,"
                            + " whose reading is on record; others who read cases see kind, state and steps.")
    @GetMapping("/{number}")
    ShownIncident read(Account account, @PathVariable String number) {
        return shown(account, incidents.read(account, number));
    }

    @Operation(
            summary = "Take back an incident that was recorded in error",
            description =
                    "Medical and legal officers and commanders of the host, with the reason that both sides read.")
    @PostMapping("/{number}/withdrawal")
    Incident withdraw(Account account, @PathVariable String number, @RequestBody Withdrawal withdrawal) {
        return incidents.withdraw(account, number, withdrawal.reason());
    }

    private ShownIncident shown(Account account, Incident incident) {
        return new ShownIncident(
                incident,
                incidents.warnings(incident).stream()
                        .map(finding -> texts.say(finding, account.language()))
                        .toList(),
                sides.get(incident.host()).zone().getId(),
                incidents.story(account, incident.number()));
    }
}
