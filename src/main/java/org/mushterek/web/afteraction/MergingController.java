package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.mushterek.afteraction.Merging;
import org.mushterek.afteraction.Mergings;
import org.mushterek.afteraction.ObservationMergingProcess;
import org.mushterek.afteraction.Observations;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Joint texts of what the parties of an exercise saw alike. */
@RestController
@WithinProcess(ObservationMergingProcess.ID)
@RequestMapping("/api")
@Tag(name = "After action")
class MergingController {

    private final Mergings mergings;

    MergingController(Mergings mergings) {
        this.mergings = mergings;
    }

    /** A joint text with what happened to it. */
    record ShownMerging(Merging merging, List<Observations.Event> story) {}

    @Operation(
            summary = "List the joint texts of an exercise",
            description =
                    "Agreed ones, and to lessons officers and auditors those that are being agreed. Of originals that another side did"
                            + " not release only the owner is told.")
    @GetMapping("/exercises/{code}/merged-observations")
    List<Merging> list(Account account, @PathVariable String code) {
        return mergings.list(account, code);
    }

    @Operation(
            summary = "Propose one text for what the parties saw alike",
            description =
                    "Lessons officers alone, naming accepted observations, one of their own side among them. The lessons officers of"
                            + " every other party answer the task `userTask_confirmJointText` of the process `observation-merging`. The"
                            + " originals stay with their owners.")
    @PostMapping("/exercises/{code}/merged-observations")
    ResponseEntity<Merging> propose(
            Account account, @PathVariable String code, @RequestBody Mergings.Proposal proposal) {
        var proposed = mergings.propose(account, code, proposal);
        return ResponseEntity.created(URI.create("/api/merged-observations/" + proposed.number()))
                .body(proposed);
    }

    @Operation(summary = "Read a joint text with what happened to it")
    @GetMapping("/merged-observations/{number}")
    ShownMerging read(Account account, @PathVariable String number) {
        return new ShownMerging(mergings.read(account, number), mergings.story(account, number));
    }

    @Operation(summary = "Give up a joint text that not every party has agreed to")
    @PostMapping("/merged-observations/{number}/withdrawal")
    Merging withdraw(Account account, @PathVariable String number) {
        return mergings.withdraw(account, number);
    }
}
