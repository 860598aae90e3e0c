package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.PlanningConferenceProcess;
import org.mushterek.exercise.planning.GateProtocol;
import org.mushterek.exercise.planning.Planning;
import org.mushterek.exercise.planning.PlanningView;
import org.mushterek.exercise.planning.Plannings;
import org.mushterek.exercise.planning.Products;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How exercises are planned: conferences, products and the gate before STARTEX. What officers decide they decide in tasks. */
@RestController
@WithinProcess({ExercisePlanningProcess.ID, PlanningConferenceProcess.ID})
@RequestMapping("/api")
@Tag(name = "Exercises")
class PlanningController {

    private final Plannings plannings;
    private final PlanningView view;
    private final Products products;

    PlanningController(Plannings plannings, PlanningView view, Products products) {
        this.products = products;
        this.plannings = plannings;
        this.view = view;
    }

    /** Why the planning is given up. */
    record Cancelling(@Nullable String reason) {}

    @Operation(summary = "List the plannings of the account's side, latest first")
    @GetMapping("/plannings")
    List<Planning> list(Account account) {
        return plannings.list(account);
    }

    @Operation(summary = "Read a planning: its days, conferences, products, gate and story")
    @GetMapping("/plannings/{number}")
    PlanningView.Whole read(Account account, @PathVariable String number) {
        return view.of(account, number);
    }

    @Operation(
            summary = "Begin the planning of a registered exercise",
            description = "Only a planner of its host. The first task is the invitation to the concept development"
                    + " conference, or for an exercise out of plan the decision of each party's authority (LEG-05).")
    @PostMapping("/exercises/{code}/planning")
    ResponseEntity<Planning> begin(Account account, @PathVariable String code) {
        var begun = plannings.begin(account, code);
        return ResponseEntity.created(URI.create("/api/plannings/" + begun.number()))
                .body(begun);
    }

    @Operation(
            summary = "Bring the protocol of a readiness gate that was held outside",
            description =
                    "Only a planner of the host, for an exercise that is not planned here. The protocol answers each item of"
                            + " the gate: green, or waived by whom and why, and names who signed it for each party. Every party's"
                            + " commander confirms it in a task before STARTEX opens (PLN-07).")
    @PostMapping("/exercises/{code}/gate-protocol")
    ResponseEntity<Planning> bring(Account account, @PathVariable String code, @RequestBody GateProtocol protocol) {
        var begun = products.bring(account, code, protocol);
        return ResponseEntity.created(URI.create("/api/plannings/" + begun.number()))
                .body(begun);
    }

    @Operation(
            summary = "Give up a planning wherever it stands",
            description = "Only a planner of the host, with a reason.")
    @PostMapping("/plannings/{number}/cancelling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Account account, @PathVariable String number, @RequestBody Cancelling cancelling) {
        plannings.cancel(account, number, cancelling.reason());
    }
}
