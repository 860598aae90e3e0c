package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.mushterek.common.Texts;
import org.mushterek.exercise.ScheduleProblems;
import org.mushterek.security.Account;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Problems of placing activities in time, for planners and range officers; a side sees its own. */
@RestController
@RequestMapping("/api/schedule-problems")
@Tag(name = "Schedules")
class ScheduleProblemController {

    private final ScheduleProblems problems;
    private final ScheduleProgress progress;
    private final Texts texts;

    ScheduleProblemController(ScheduleProblems problems, ScheduleProgress progress, Texts texts) {
        this.problems = problems;
        this.progress = progress;
        this.texts = texts;
    }

    @Operation(
            summary = "Set a scheduling problem",
            description = "For planners and range officers. It needs no exercise: activities with durations, demands on"
                    + " resources, and rules, in abstract units or on a calendar. The search runs by itself; its"
                    + " answer is a plan with the proof of how good it is, the few rules that clash, or the best"
                    + " plan so far, and is kept for 24 hours or until the program ends. Of one account, two"
                    + " problems wait or run at a time. A problem that is none (an order in a circle, a demand"
                    + " above capacity, an unknown name) is refused at once. Rules by `type`:"
                    + " `ORDER` (`before`, `after`, `anchor`, `atLeast`, `atMost`),"
                    + " `WINDOW` (`activity`, `from`, `to`), `PIN` (`activity`, `start`),"
                    + " `CLOSURE` (`resource`, `from`, `to`),"
                    + " `HOURS` (`resource` and `opens`, `closes` of every day, or `open` spans),"
                    + " `SAME_DAY` and `NOT_SAME_DAY` (`first`, `second`),"
                    + " `LIGHT` (`activity`, `light`, `latitude`, `longitude`), `REST` (`resource`, `length`),"
                    + " `ZONE_TAKEN` (`corners`, `from`, `to`). Moments and lengths are whole units; on a"
                    + " calendar a moment may be a local date and time and a length a duration (`PT8H`).")
    @ApiResponse(
            responseCode = "202",
            description = "Taken; its address is in the header `Location`",
            content = @Content(schema = @Schema(implementation = ShownSchedule.class)))
    @ApiResponse(responseCode = "429", description = "The account or the scheduler has enough to do")
    @PostMapping
    ResponseEntity<ShownSchedule> post(Account account, @RequestBody PostedProblem posted) {
        problems.requireMayPost(account);
        var limits = ProblemReading.limits(posted);
        var run = problems.post(account, ProblemReading.problem(posted), limits);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/schedule-problems/" + run.id()))
                .body(ShownSchedule.of(run, texts, account.language()));
    }

    @Operation(summary = "Read where a scheduling problem stands, or its answer")
    @GetMapping("/{id}")
    ShownSchedule read(
            Account account, @Parameter(description = "As the answer to the problem said") @PathVariable String id) {
        return ShownSchedule.of(problems.get(account, id), texts, account.language());
    }

    @Operation(
            summary = "Follow the search as server-sent events",
            description = "An event `progress` whenever a plan or a bound is better: the best end, the bound, the gap"
                    + " between them, and the moves. Then one event `answer`, and the end.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "429", description = "Too many follow searches already")
    @GetMapping(path = "/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            Account account, @Parameter(description = "As the answer to the problem said") @PathVariable String id) {
        return progress.follow(problems.get(account, id), account);
    }

    @Operation(
            summary = "Stop the search",
            description = "It ends with the best plan it has. What is over stays as it is.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(Account account, @Parameter(description = "As the answer to the problem said") @PathVariable String id) {
        problems.stop(account, id);
    }
}
