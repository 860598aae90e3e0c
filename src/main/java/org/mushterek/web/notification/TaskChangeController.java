package org.mushterek.web.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells a page that its list of tasks is no longer what it shows. */
@RestController
@Tag(name = "Tasks")
class TaskChangeController {

    private final EventStreams streams;

    TaskChangeController(EventStreams streams) {
        this.streams = streams;
    }

    @Operation(
            summary = "Follow changes of the account's tasks as server-sent events",
            description =
                    "An event `tasks` whenever a task of one of the account's groups is new, taken, given back, done,"
                            + " gone, moved or late, with the ids of the tasks. Whoever comes back with the header `Last-Event-ID`"
                            + " hears of everything since.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "The account has enough streams open already")
    @GetMapping(path = "/api/task-changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            Account account,
            @Parameter(description = "The id of the last event that was received")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String last) {
        return streams.followTasks(account, last);
    }
}
