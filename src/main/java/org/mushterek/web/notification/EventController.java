package org.mushterek.web.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.notification.CloudEvent;
import org.mushterek.notification.EventFeed;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happened on the account's side, for other systems. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventController {

    private final EventFeed feed;
    private final EventStreams streams;

    EventController(EventFeed feed, EventStreams streams) {
        this.feed = feed;
        this.streams = streams;
    }

    /**
     * A part of the feed.
     *
     * @param next the position to read on from
     * @param more whether something stands there already
     */
    record Page(List<CloudEvent> items, long next, boolean more) {}

    @Operation(summary = "Read what happened on the account's side after a position of its feed, oldest first")
    @GetMapping
    Page read(
            Account account,
            @Parameter(description = "The position of the last event that was read, 0 for all from the beginning")
                    @RequestParam(defaultValue = "0")
                    long after,
            @RequestParam(defaultValue = "50") int limit) {
        if (after < 0) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("problem.outOfRange")
                            .with("field", "after")
                            .with("least", "0")
                            .with("most", String.valueOf(Long.MAX_VALUE)));
        }
        var page = feed.read(account, after, new Slice(0, limit).limit());
        return new Page(page.items().stream().map(CloudEvent::of).toList(), page.next(), page.more());
    }

    @Operation(
            summary = "Follow what happens on the account's side as server-sent events",
            description =
                    "Each event is a CloudEvent; its id is the position in the feed. Whoever comes back with the header"
                            + " `Last-Event-ID` gets everything since; whoever comes without it, everything from now on.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "The account has enough streams open already")
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            Account account,
            @Parameter(description = "The id of the last event that was received")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String last) {
        return streams.followFeed(account, last);
    }
}
