package org.mushterek.web.exercise;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.mushterek.common.Message;
import org.mushterek.exercise.feed.CalendarFeeds;
import org.mushterek.web.Allowance;
import org.mushterek.web.Allowance.Limit;
import org.mushterek.web.ClientAddress;
import org.mushterek.web.TooOften;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The calendars behind secret links, for programs that cannot sign in. A link that never was, one that has expired and one that was
 * revoked get the same answer, and whoever tries many is sent away.
 */
@Controller
@RequestMapping("/feeds")
@EnableConfigurationProperties(FeedController.Settings.class)
class FeedController {

    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8;method=PUBLISH");

    private final CalendarFeeds feeds;
    private final Problems problems;
    private final Allowance reads;

    FeedController(CalendarFeeds feeds, Problems problems, Settings settings, Clock clock) {
        this.feeds = feeds;
        this.problems = problems;
        this.reads = new Allowance(settings.readsByAddress(), settings.mostRemembered(), clock);
    }

    /** @param mostRemembered how many addresses are remembered */
    @ConfigurationProperties("mushterek.feeds")
    record Settings(Limit readsByAddress, int mostRemembered) {}

    @GetMapping("/{secret}.ics")
    ResponseEntity<?> read(@PathVariable String secret, HttpServletRequest request) {
        reads.take(ClientAddress.of(request.getRemoteAddr())).ifPresent(wait -> {
            throw new TooOften(wait);
        });
        var sent = feeds.read(secret);
        if (sent.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problems.of(HttpStatus.NOT_FOUND, Message.of("feed.unknown"), request));
        }
        // Spring compares the tag with If-None-Match and answers 304 where it is the same.
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .eTag("\"" + sent.get().digest() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer")
                .body(sent.get().text());
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooOften(TooOften fault, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(fault.seconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        Message.of("gate.tooOften").with("seconds", fault.seconds()),
                        request));
    }
}
