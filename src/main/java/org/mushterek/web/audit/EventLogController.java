package org.mushterek.web.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mushterek.audit.EventLogs;
import org.mushterek.security.Account;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logs of processes for tools that mine them. */
@RestController
@RequestMapping("/api/reports/event-logs")
@Tag(name = "Audit")
class EventLogController {

    private static final String XML = "application/xml";

    private final EventLogs logs;

    EventLogController(EventLogs logs) {
        this.logs = logs;
    }

    @Operation(
            summary = "Export the event log of a process in XES",
            description =
                    "IEEE 1849-2016, for commanders and auditors: the cases of the account's side, and the joint ones. A"
                            + " trace for each case, an event for each step in the life of an officer's task: `schedule`, `start`,"
                            + " `suspend`, `resume`, `complete`, `withdraw`, `ate_abort`. Officers of the own side stand in it under"
                            + " names that stay the same and say nothing. The log is written while it is read: whoever hangs up"
                            + " ends it.")
    @ApiResponse(
            responseCode = "200",
            description = "The log",
            content = @Content(mediaType = XML, schema = @Schema(type = "string")))
    @GetMapping(path = "/{process}.xes", produces = XML)
    void export(
            Account account,
            @Parameter(description = "The key of a process, such as `visit-request`") @PathVariable String process,
            HttpServletResponse response)
            throws IOException {
        var begun = logs.begin(account, process);
        response.setContentType(XML);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + process + ".xes\"");
        begun.write(response.getOutputStream());
    }
}
