package org.mushterek.web.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditExport;
import org.mushterek.audit.AuditReading;
import org.mushterek.audit.Checkpoint;
import org.mushterek.audit.Checkpoints;
import org.mushterek.security.Account;
import org.mushterek.web.Filters;
import org.mushterek.web.Slice;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what on the account's side, for its auditors. */
@RestController
@RequestMapping("/api/audit")
@Tag(name = "Audit")
class AuditController {

    private static final String LINES = "application/x-ndjson";

    private final AuditReading reading;
    private final Checkpoints checkpoints;
    private final AuditExport export;

    AuditController(AuditReading reading, Checkpoints checkpoints, AuditExport export) {
        this.reading = reading;
        this.checkpoints = checkpoints;
        this.export = export;
    }

    /** The last checkpoint, null where none was ever taken. */
    record LastCheckpoint(@Nullable Checkpoint checkpoint) {}

    @Operation(
            summary = "Read the audit of the account's side, newest first",
            description = "Entries of the own side and those that are nobody's alone. Each reading is an entry itself.")
    @GetMapping
    AuditReading.Page read(
            Account account,
            @Parameter(description = "The number of a case") @RequestParam(name = "case", required = false) @Nullable
                    String caseNumber,
            @Parameter(description = "The account that did it") @RequestParam(required = false) @Nullable String by,
            @Parameter(description = "A code such as `visit.endorsed`, or an area such as `visit`")
                    @RequestParam(required = false)
                    @Nullable
                    String action,
            @Parameter(description = "The first day") @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "The last day") @RequestParam(required = false) @Nullable LocalDate to,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        Filters.demandOrder("to", from, to);
        return reading.read(
                account,
                new AuditReading.Search(
                        Filters.written(caseNumber),
                        Filters.written(by),
                        Filters.written(action),
                        from,
                        to,
                        before,
                        new Slice(0, limit).limit()));
    }

    @Operation(summary = "Read the last signed checkpoint of the audit")
    @GetMapping("/checkpoints/last")
    LastCheckpoint last(Account account) {
        return new LastCheckpoint(checkpoints.last(account).orElse(null));
    }

    @Operation(
            summary = "Take a checkpoint of the audit now",
            description = "Where nothing was recorded since the last one, the answer is the last one.")
    @PostMapping("/checkpoints")
    LastCheckpoint take(Account account) {
        return new LastCheckpoint(checkpoints.take(account).orElse(null));
    }

    @Operation(
            summary = "Export the audit of the account's side as a file that proves itself",
            description =
                    "A line of JSON for each checkpoint and each entry; docs/audit.md describes them, and the command"
                            + " `audit-check` of the program checks the file offline. What is another side's stands there as a"
                            + " digest only. The file is written while it is read: whoever hangs up ends it.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = LINES, schema = @Schema(type = "string")))
    @GetMapping(path = "/export", produces = LINES)
    void export(
            Account account,
            @Parameter(description = "The number of a case; without it, the whole audit of the side")
                    @RequestParam(name = "case", required = false)
                    @Nullable
                    String caseNumber,
            HttpServletResponse response)
            throws IOException {
        var begun = export.begin(account, Filters.written(caseNumber));
        response.setContentType(LINES);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-%s.ndjson\""
                        .formatted(account.side().tenant()));
        begun.write(response.getOutputStream());
    }
}
