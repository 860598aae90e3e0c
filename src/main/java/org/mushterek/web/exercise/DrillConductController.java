package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Texts;
import org.mushterek.exercise.DrillContinuationProcess;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.exercise.drill.DrillConduct.Conducted;
import org.mushterek.exercise.drill.DrillConduct.Report;
import org.mushterek.exercise.drill.DrillDaySheet;
import org.mushterek.exercise.drill.DrillRisk;
import org.mushterek.exercise.drill.DrillRisks;
import org.mushterek.security.Account;
import org.mushterek.web.RowFault;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The drills of an exercise as they are conducted. */
@RestController
@WithinProcess({DrillSchedulingProcess.ID, DrillContinuationProcess.ID})
@RequestMapping("/api/exercises/{code}/drills")
@Tag(name = "Drills")
class DrillConductController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final DrillConduct conduct;
    private final DrillRisks risks;
    private final DrillDaySheet sheet;
    private final Texts texts;

    DrillConductController(DrillConduct conduct, DrillRisks risks, DrillDaySheet sheet, Texts texts) {
        this.conduct = conduct;
        this.risks = risks;
        this.sheet = sheet;
        this.texts = texts;
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

    @Operation(
            summary = "Report the residual risk that is seen in a drill",
            description =
                    "Planners, commanders, range and medical officers of every party, between STARTEX and ENDEX. A level above"
                            + " what the parties have approved suspends the drill at once (RSK-02): it is neither started nor"
                            + " resumed until the commander of each party has answered the task `userTask_decideContinuation` of the"
                            + " process `drill-continuation` with `AGREE`. A lower level lifts what the same side reported before.")
    @PostMapping("/{drill}/risks")
    @ResponseStatus(HttpStatus.CREATED)
    DrillRisk see(
            Account account, @PathVariable String code, @PathVariable String drill, @RequestBody DrillRisks.Seen seen) {
        return risks.report(account, code, drill, seen);
    }

    @Operation(
            summary = "Read the day's sheet: a workbook of the day's drills to fill in",
            description = "In the account's language; without a day with all drills of the plan in force.")
    @GetMapping(path = "/sheet", produces = WORKBOOK)
    ResponseEntity<byte[]> sheet(
            Account account,
            @PathVariable String code,
            @Parameter(description = "Local at the host") @RequestParam(required = false) @Nullable LocalDate day) {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"drills.xlsx\"")
                .body(sheet.template(account, code, day));
    }

    /**
     * The answer to one row of the day's sheet.
     *
     * @param row as the spreadsheet counts it, from 1
     */
    record ShownRow(
            int row,
            DrillDaySheet.Outcome outcome,
            @Nullable String drill,
            List<RowFault> findings) {}

    @Operation(
            summary = "Report what a filled-in day's sheet says, with an answer to each row",
            description =
                    "For whoever reports drills. Sound rows are reported, faulty ones are told with all that is wrong and leave"
                            + " nothing behind; what was reported before is not reported again, so the mended file can be sent as a whole.")
    @PostMapping(path = "/sheet", consumes = WORKBOOK)
    List<ShownRow> submitSheet(Account account, @PathVariable String code, @RequestBody byte[] workbook) {
        return sheet.report(account, code, workbook).stream()
                .map(answer -> new ShownRow(
                        answer.row(),
                        answer.outcome(),
                        answer.drill(),
                        answer.findings().stream()
                                .map(finding -> RowFault.of(finding, texts, account.language()))
                                .toList()))
                .toList();
    }
}
