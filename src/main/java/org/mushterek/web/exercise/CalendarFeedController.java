package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.feed.CalendarFeed;
import org.mushterek.exercise.feed.CalendarFeed.Kind;
import org.mushterek.exercise.feed.CalendarFeeds;
import org.mushterek.security.Account;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calendar feeds that an officer has drawn. */
@RestController
@RequestMapping("/api/calendar-feeds")
@Tag(name = "Drills")
class CalendarFeedController {

    private final CalendarFeeds feeds;

    CalendarFeedController(CalendarFeeds feeds) {
        this.feeds = feeds;
    }

    /**
     * A feed that is wanted.
     *
     * @param subject code of a range of the account's side for {@code RANGE}; number of a drill schedule and code of a team, with a colon
     *     between, for {@code TEAM}; left out for {@code OFFICER}, the account's own due dates
     * @param days for which its link holds, 1 to 366; left out for 180
     */
    record Wanted(
            @Nullable Kind kind,
            @Nullable String subject,
            @Nullable Integer days) {}

    /** @param address below the address of the program; it is told this once */
    record Drawn(CalendarFeed feed, String address) {}

    @Operation(summary = "List the calendar feeds that the account has drawn, latest first")
    @GetMapping
    List<CalendarFeed> list(Account account) {
        return feeds.list(account);
    }

    @Operation(
            summary = "Draw a calendar feed and read its secret link this once",
            description =
                    "An iCalendar feed with numbers of cases and busy times only. Whoever has the link reads it without signing"
                            + " in, until it expires, is revoked, or the officer may not read what it is of.")
    @PostMapping
    ResponseEntity<Drawn> draw(Account account, @RequestBody Wanted wanted) {
        var drawn = feeds.draw(account, wanted.kind(), wanted.subject(), wanted.days());
        return ResponseEntity.created(
                        URI.create("/api/calendar-feeds/" + drawn.feed().id()))
                .body(new Drawn(drawn.feed(), "/feeds/" + drawn.secret() + ".ics"));
    }

    @Operation(summary = "Revoke a calendar feed: its link is dead at once")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Account account, @PathVariable String id) {
        feeds.revoke(account, id);
    }
}
