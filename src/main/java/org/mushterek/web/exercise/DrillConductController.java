package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.exercise.drill.DrillConduct.Conducted;
import org.mushterek.exercise.drill.DrillConduct.Report;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The drills of an exercise as they are conducted. */
@RestController
@WithinProcess(DrillSchedulingProcess.ID)
@RequestMapping("/api/exercises/{code}/drills")
@Tag(name = "Drills")
class DrillConductController {

    private final DrillConduct conduct;

    DrillConductController(DrillConduct conduct) {
        this.conduct = conduct;
    }

    @Operation(summary = "List the drills of the exercise's plan in force with what was reported of each")
    @GetMapping
    List<Conducted> list(Account account, @PathVariable String code) {
        return conduct.list(account, code);
    }

    @Operation(
            summary = "Report that a drill was started, suspended, resumed, finished or cancelled",
            description =
                    "Planners, commanders and range officers of the host, between STARTEX and ENDEX. `FINISH` needs the"
                            + " strength and the rounds expended, and reported again corrects them; `SUSPEND` and `CANCEL` need"
                            + " remarks, which every party reads. ENDEX is refused while a drill is neither finished nor cancelled.")
    @PostMapping("/{drill}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    Conducted report(
            Account account, @PathVariable String code, @PathVariable String drill, @RequestBody Report report) {
        return conduct.report(account, code, drill, report);
    }
}
