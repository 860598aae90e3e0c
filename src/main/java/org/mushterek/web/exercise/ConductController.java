package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.AfterActionReportProcess;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.conduct.Conduct;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When an exercise really began and ended. */
@RestController
@WithinProcess(ExercisePlanningProcess.ID)
@RequestMapping("/api/exercises/{code}/conduct")
@Tag(name = "Exercises")
class ConductController {

    private final ExerciseConduct conduct;

    ConductController(ExerciseConduct conduct) {
        this.conduct = conduct;
    }

    /**
     * The beginning of an exercise.
     *
     * @param on the actual day in the host's zone
     * @param objectives training objectives, which each party rates afterwards
     */
    record Startex(@Nullable LocalDate on, @Nullable List<Objective> objectives) {}

    /** @param on the actual day in the host's zone */
    record Endex(@Nullable LocalDate on) {}

    @Operation(summary = "Read when an exercise really began and ended, and what it is to train")
    @GetMapping
    Conduct read(Account account, @PathVariable String code) {
        return conduct.read(account, code);
    }

    @Operation(
            summary = "Record STARTEX with the training objectives",
            description =
                    "Only planners and commanders of the host. STARTEX opens only through the readiness gate, held here or"
                            + " confirmed by its protocol (PLN-07). Officers of every party submit observations from then on.")
    @PostMapping("/startex")
    @ResponseStatus(HttpStatus.CREATED)
    Conduct start(Account account, @PathVariable String code, @RequestBody Startex startex) {
        return conduct.start(
                account, code, startex.on(), startex.objectives() == null ? List.of() : startex.objectives());
    }

    @Operation(
            summary = "Record ENDEX; the after-action report begins",
            description =
                    "Only planners and commanders of the host. The process `after-action-report` starts in the same"
                            + " transaction, and every due date of it counts from this day.")
    @PostMapping("/endex")
    @WithinProcess({ExercisePlanningProcess.ID, AfterActionReportProcess.ID})
    @ResponseStatus(HttpStatus.CREATED)
    Conduct end(Account account, @PathVariable String code, @RequestBody Endex endex) {
        return conduct.end(account, code, endex.on());
    }

    @Operation(
            summary = "Take back an ENDEX that was recorded by mistake",
            description = "Possible until the first report is submitted for signature. Observations stay.")
    @DeleteMapping("/endex")
    @WithinProcess({ExercisePlanningProcess.ID, AfterActionReportProcess.ID})
    Conduct takeEndexBack(Account account, @PathVariable String code) {
        return conduct.takeEndexBack(account, code);
    }
}
