package org.mushterek.web.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.notification.CloudEvent;
import org.mushterek.notification.EventFeed;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened on the account's side, for other systems. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventController {

    private final EventFeed feed;

    EventController(EventFeed feed) {
        this.feed = feed;
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
}
