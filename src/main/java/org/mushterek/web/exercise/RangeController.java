package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.mushterek.exercise.drill.RangeClosure;
import org.mushterek.exercise.drill.RangeClosures;
import org.mushterek.exercise.drill.TrainingRange;
import org.mushterek.exercise.drill.TrainingRanges;
import org.mushterek.security.Account;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
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

/** The training ranges of the account's side, and when they are closed. */
@RestController
@WithinProcess(DrillSchedulingProcess.ID)
@RequestMapping("/api/ranges")
@Tag(name = "Ranges")
class RangeController {

    private final TrainingRanges ranges;
    private final RangeClosures closures;

    RangeController(TrainingRanges ranges, RangeClosures closures) {
        this.ranges = ranges;
        this.closures = closures;
    }

    /**
     * A period in which a range takes nobody, local time there.
     *
     * @param to the first moment after it
     */
    record Period(
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable String reason) {}

    @Operation(summary = "List the ranges of the account's side")
    @GetMapping
    List<TrainingRange> list(Account account) {
        return ranges.list(account);
    }

    @Operation(summary = "Read a range of the account's side")
    @GetMapping("/{code}")
    ResponseEntity<TrainingRange> read(Account account, @PathVariable String code) {
        return answer(HttpStatus.OK, ranges.get(account, code));
    }

    @Operation(
            summary = "Register a range or change one",
            description =
                    "Only range officers. `If-None-Match: *` registers a new range, `If-Match` with the version that"
                            + " was read changes one. `opens` and `closes` are local times of every day; without them it is open"
                            + " around the clock.")
    @PutMapping("/{code}")
    ResponseEntity<TrainingRange> register(
            Account account,
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @Parameter(description = "`*` where the range must be new")
                    @RequestHeader(value = "If-None-Match", required = false)
                    @Nullable
                    String ifNoneMatch,
            @RequestBody TrainingRanges.Entry entry) {
        var isNew = ifMatch == null && "*".equals(ifNoneMatch);
        var range = ranges.register(account, code, entry, isNew ? 0 : VersionHeader.version(ifMatch));
        return answer(isNew ? HttpStatus.CREATED : HttpStatus.OK, range);
    }

    @Operation(summary = "List the closures of a range that are in force")
    @GetMapping("/{code}/closures")
    List<RangeClosure> closures(Account account, @PathVariable String code) {
        return ranges.closures(List.of(ranges.get(account, code).code()));
    }

    @Operation(
            summary = "Close a range for a period",
            description =
                    "Only range officers, with the reason. Plans in force that use the range then go back to their"
                            + " planners, and the next proposal moves as few drills as can be.")
    @PostMapping("/{code}/closures")
    ResponseEntity<RangeClosure> close(Account account, @PathVariable String code, @RequestBody Period period) {
        var closed = closures.close(account, code, period.from(), period.to(), period.reason());
        return ResponseEntity.created(URI.create("/api/ranges/" + code + "/closures"))
                .body(closed);
    }

    @Operation(summary = "Open a range again for a period in which it was closed")
    @DeleteMapping("/{code}/closures/{closure}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(Account account, @PathVariable String code, @PathVariable String closure) {
        ranges.open(account, code, number(closure));
    }

    /** What is no number is the number of nothing. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "drill.range.noClosure");
        }
    }

    private static ResponseEntity<TrainingRange> answer(HttpStatus status, TrainingRange range) {
        return ResponseEntity.status(status)
                .eTag(VersionHeader.eTag(range.version()))
                .body(range);
    }
}
