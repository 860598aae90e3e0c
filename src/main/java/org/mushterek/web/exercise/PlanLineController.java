package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.planning.HostTurn;
import org.mushterek.exercise.planning.PlanLine;
import org.mushterek.exercise.planning.PlanLines;
import org.mushterek.exercise.planning.PlanLines.Proposal;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The yearly plan of military cooperation, line by line. */
@RestController
@WithinProcess(ExercisePlanningProcess.ID)
@RequestMapping("/api/plan-lines")
@Tag(name = "Exercises")
class PlanLineController {

    private final PlanLines lines;

    PlanLineController(PlanLines lines) {
        this.lines = lines;
    }

    /**
     * A line of the plan.
     *
     * @param agreed whether every party has agreed to the line as it stands
     * @param hostByTurn whose turn it is to host (LEG-06); null where the parties have not met before
     */
    record ShownLine(
            String number,
            int year,
            String title,
            List<String> parties,
            String proposedHost,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable String protocolReference,
            @Nullable LocalDate protocolSignedOn,
            List<String> agreedBy,
            boolean agreed,
            @Nullable HostTurn hostByTurn,
            int version) {}

    /**
     * A line as it is entered: what a read answers can be sent back.
     *
     * @param number as in the address, or left out
     * @param proposedHost left out for the party whose turn it is
     * @param firstDay first day of the window
     * @param lastDay last day of the window
     * @param protocolReference of the signed protocol, with {@code protocolSignedOn}; left out until it is signed
     * @param agreedBy of no effect, like {@code agreed}, {@code hostByTurn} and {@code version}
     */
    record EnteredLine(
            @Nullable String number,
            @Nullable Integer year,
            @Nullable String title,
            @Nullable List<String> parties,
            @Nullable String proposedHost,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String protocolReference,
            @Nullable LocalDate protocolSignedOn,
            @Nullable List<String> agreedBy,
            @Nullable Boolean agreed,
            @Nullable HostTurn hostByTurn,
            @Nullable Integer version) {}

    /** @param total how many there are in all */
    record LinePage(List<ShownLine> items, long total) {}

    @Operation(summary = "List the lines of the yearly plan, of one year or of all, the latest year first")
    @GetMapping
    LinePage list(
            Account account,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        return new LinePage(
                lines.list(account, year, slice.offset(), slice.limit()).stream()
                        .map(line -> shown(line.line(), line.turn()))
                        .toList(),
                lines.count(account, year));
    }

    @Operation(summary = "Read a line of the yearly plan")
    @GetMapping("/{number}")
    ResponseEntity<ShownLine> read(Account account, @PathVariable String number) {
        return answer(HttpStatus.OK, lines.get(account, number));
    }

    @Operation(
            summary = "Propose a line of the yearly plan or change one",
            description = "Planners and authorities of its parties. `If-None-Match: *` proposes a new line, `If-Match`"
                    + " with the version that was read changes one; every agreement to what it was is gone.")
    @PutMapping("/{number}")
    ResponseEntity<ShownLine> propose(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @Parameter(description = "`*` where the line must be new")
                    @RequestHeader(value = "If-None-Match", required = false)
                    @Nullable
                    String ifNoneMatch,
            @RequestBody EnteredLine entered) {
        var isNew = ifMatch == null && "*".equals(ifNoneMatch);
        var version = isNew ? 0 : VersionHeader.version(ifMatch);
        if (entered.number() != null && !entered.number().equals(number)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("planLine.invalid"),
                    List.of(new Finding(
                            "exercise.otherCode",
                            "number",
                            Message.of("exercise.otherCode")
                                    .with("address", number)
                                    .with("content", entered.number()),
                            Message.of("exercise.otherCode.cure"),
                            null)));
        }
        var parties = entered.parties() == null ? List.<String>of() : entered.parties();
        var proposal = new Proposal(
                number,
                entered.year(),
                entered.title(),
                parties.stream().filter(Objects::nonNull).toList(),
                entered.proposedHost(),
                entered.firstDay(),
                entered.lastDay(),
                entered.protocolReference(),
                entered.protocolSignedOn(),
                version);
        return answer(isNew ? HttpStatus.CREATED : HttpStatus.OK, lines.propose(account, proposal));
    }

    @Operation(
            summary = "Agree to a line of the yearly plan as it was read",
            description = "The authority of each party; the line counts once all have agreed.")
    @PostMapping("/{number}/agreement")
    ResponseEntity<ShownLine> agree(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(HttpStatus.OK, lines.agree(account, number, VersionHeader.version(ifMatch)));
    }

    private ResponseEntity<ShownLine> answer(HttpStatus status, PlanLine line) {
        return ResponseEntity.status(status)
                .eTag(VersionHeader.eTag(line.version()))
                .body(shown(line, lines.turn(line.parties(), line.firstDay()).orElse(null)));
    }

    private static ShownLine shown(PlanLine line, @Nullable HostTurn turn) {
        return new ShownLine(
                line.number(),
                line.year(),
                line.title(),
                line.parties(),
                line.proposedHost(),
                line.firstDay(),
                line.lastDay(),
                line.protocolReference(),
                line.protocolSignedOn(),
                line.agreedBy(),
                line.isAgreed(),
                turn,
                line.version());
    }
}
