package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.DrillProgramme;
import org.mushterek.exercise.drill.DrillProgrammeSheet;
import org.mushterek.exercise.drill.DrillProgrammeTemplate;
import org.mushterek.exercise.drill.DrillProposal;
import org.mushterek.exercise.drill.DrillProposals;
import org.mushterek.exercise.drill.DrillScheduling;
import org.mushterek.exercise.drill.DrillScheduling.Shown;
import org.mushterek.exercise.drill.DrillSheet;
import org.mushterek.security.Account;
import org.mushterek.web.RowFault;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The scheduling of exercises' drills: programme, proposals and the plan. */
@RestController
@WithinProcess(DrillSchedulingProcess.ID)
@RequestMapping("/api/drill-schedules")
@Tag(name = "Drills")
class DrillScheduleController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String CSV = "text/csv";

    private final DrillScheduling schedules;
    private final DrillProposals proposals;
    private final DrillSheet sheet;
    private final DrillProgrammeSheet filled;
    private final DrillProgrammeTemplate template;
    private final Texts texts;

    DrillScheduleController(
            DrillScheduling schedules,
            DrillProposals proposals,
            DrillSheet sheet,
            DrillProgrammeSheet filled,
            DrillProgrammeTemplate template,
            Texts texts) {
        this.sheet = sheet;
        this.filled = filled;
        this.template = template;
        this.texts = texts;
        this.schedules = schedules;
        this.proposals = proposals;
    }

    /** @param exercise code of an exercise that the account's side hosts */
    record Opening(@Nullable String exercise) {}

    /** @param exercise code of the exercise; left out where it stays */
    record Written(@Nullable String exercise, @Nullable DrillProgramme programme) {}

    /** Why. */
    record Reason(@Nullable String reason) {}

    @Operation(summary = "List the drill schedules that the account's side leads or takes part in, latest first")
    @GetMapping
    List<Shown> list(Account account) {
        return schedules.list(account);
    }

    @Operation(
            summary = "Open the drill schedule of an exercise",
            description = "Only planners of its host. The next task is `userTask_planDrills`.")
    @ApiResponse(responseCode = "201", description = "Opened; its address is in the header `Location`")
    @ApiResponse(responseCode = "409", description = "The exercise has one already")
    @PostMapping
    ResponseEntity<Shown> open(Account account, @RequestBody Opening opening) {
        var exercise = opening.exercise();
        if (exercise == null) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("drill.unsound"),
                    List.of(new Finding(
                            "drill.exercise",
                            "exercise",
                            Message.of("drill.wrong.exercise"),
                            Message.of("drill.wrong.exercise.cure"),
                            null)));
        }
        var opened = schedules.open(account, exercise);
        return ResponseEntity.created(URI.create("/api/drill-schedules/" + opened.number()))
                .eTag(VersionHeader.eTag(opened.version()))
                .body(opened);
    }

    @Operation(
            summary = "Read a drill schedule",
            description =
                    "The host reads its programme and every plan from its publication on; the other parties read a plan"
                            + " from the moment at which the host's range officers have confirmed it.")
    @GetMapping("/{number}")
    ResponseEntity<Shown> read(Account account, @PathVariable String number) {
        return answer(schedules.read(account, number));
    }

    @Operation(
            summary = "Read the plan as a workbook (XLSX)",
            description =
                    "The latest plan that the account may read, one line for each drill, with heads in the account's"
                            + " language.")
    @GetMapping(path = "/{number}/plan", produces = XLSX)
    ResponseEntity<byte[]> plan(Account account, @PathVariable String number) {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"" + number + ".xlsx\"")
                .body(sheet.of(account, number));
    }

    @Operation(
            summary = "Keep the programme of a drill schedule, finished or not",
            description =
                    "Only planners of the host while it is planned; `If-Match` carries the version that was read. Times"
                            + " are local at the host.")
    @PutMapping("/{number}/programme")
    ResponseEntity<Shown> write(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Written written) {
        var programme = written.programme();
        return answer(schedules.write(
                account,
                number,
                VersionHeader.version(ifMatch),
                written.exercise(),
                programme == null ? DrillProgramme.EMPTY : programme));
    }

    @Operation(
            summary = "Read the sheet of a programme to fill in, as a workbook (XLSX)",
            description =
                    "One row for each team and drill that the programme has; heads in the account's language, what may stand in"
                            + " which column in all three. Only the host's side.")
    @GetMapping(path = "/{number}/programme/sheet.xlsx", produces = XLSX)
    ResponseEntity<byte[]> workbook(Account account, @PathVariable String number) {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"" + number + "-drills.xlsx\"")
                .body(template.xlsx(account, number));
    }

    @Operation(summary = "Read the sheet of a programme to fill in, as CSV", description = "As the workbook.")
    @GetMapping(path = "/{number}/programme/sheet", produces = CSV)
    ResponseEntity<byte[]> csv(Account account, @PathVariable String number) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"" + number + "-drills.csv\"")
                .body(template.csv(account, number));
    }

    /**
     * The answer to one row of a programme's sheet.
     *
     * @param row as the spreadsheet counts it, from 1
     */
    record ShownRow(
            int row,
            DrillProgrammeSheet.Outcome outcome,
            DrillProgrammeSheet.Kind kind,
            @Nullable String code,
            List<RowFault> findings) {}

    /** What became of a sheet, and the schedule as it stands then. */
    record Imported(Shown schedule, List<ShownRow> rows) {}

    @Operation(
            summary = "Take the rows of a filled-in sheet (XLSX or CSV) into the programme, with an answer to each",
            description =
                    "Only planners of the host while it is planned and its exercise is chosen; `If-Match` carries the version"
                            + " that was read. Sound rows are kept, in the place of the team or drill with the same code; faulty ones"
                            + " are told with all that is wrong and leave the programme as it was, so that the mended file can be sent"
                            + " as a whole. Columns that the file does not have and rows that it does not name stay as they are.")
    @PostMapping(
            path = "/{number}/programme/sheet",
            consumes = {XLSX, CSV, "text/plain"})
    ResponseEntity<Imported> take(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody byte[] file) {
        var taken = filled.take(account, number, VersionHeader.version(ifMatch), file);
        return ResponseEntity.ok()
                .eTag(VersionHeader.eTag(taken.schedule().version()))
                .body(new Imported(
                        taken.schedule(),
                        taken.rows().stream()
                                .map(row -> new ShownRow(
                                        row.row(),
                                        row.outcome(),
                                        row.kind(),
                                        row.code(),
                                        row.findings().stream()
                                                .map(finding -> RowFault.of(finding, texts, account.language()))
                                                .toList()))
                                .toList()));
    }

    @Operation(summary = "List the proposals for a drill schedule, latest first")
    @GetMapping("/{number}/proposals")
    List<DrillProposal> proposals(Account account, @PathVariable String number) {
        return proposals.list(account, number);
    }

    @Operation(
            summary = "Ask the scheduler for a proposal",
            description =
                    "For the programme as it is kept. The search runs by itself; the proposal, or the few rules that"
                            + " clash, is kept with the schedule. Where a plan is in force the proposal moves the fewest drills"
                            + " first and then ends soonest. It is published by completing the task `userTask_planDrills` with"
                            + " `{\"action\":\"PUBLISH\",\"proposal\":<id>}`.")
    @ApiResponse(responseCode = "202", description = "Taken; its address is in the header `Location`")
    @ApiResponse(responseCode = "409", description = "A search of this schedule runs")
    @PostMapping("/{number}/proposals")
    ResponseEntity<DrillProposal> ask(Account account, @PathVariable String number) {
        var asked = proposals.ask(account, number);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/drill-schedules/" + number + "/proposals/" + asked.id()))
                .body(asked);
    }

    @Operation(summary = "Read a proposal, or how far its search is")
    @GetMapping("/{number}/proposals/{proposal}")
    DrillProposal proposal(Account account, @PathVariable String number, @PathVariable String proposal) {
        return proposals.read(account, number, id(proposal));
    }

    @Operation(summary = "Stop the search for a proposal; it ends with the best plan it has")
    @DeleteMapping("/{number}/proposals/{proposal}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(Account account, @PathVariable String number, @PathVariable String proposal) {
        proposals.stop(account, number, id(proposal));
    }

    @Operation(summary = "Take a plan in force up again, with the reason")
    @PostMapping("/{number}/replanning")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void planAgain(Account account, @PathVariable String number, @RequestBody Reason reason) {
        schedules.planAgain(account, number, reason.reason());
    }

    @Operation(summary = "Discard a drill schedule; its bookings are given back")
    @PostMapping("/{number}/discarding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Account account, @PathVariable String number) {
        schedules.discard(account, number);
    }

    /** What is no number is the number of nothing. */
    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "drill.noProposal");
        }
    }

    private static ResponseEntity<Shown> answer(Shown schedule) {
        return ResponseEntity.ok().eTag(VersionHeader.eTag(schedule.version())).body(schedule);
    }
}
