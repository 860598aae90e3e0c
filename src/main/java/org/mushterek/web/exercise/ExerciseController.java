package org.mushterek.web.exercise;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.Calendars;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of exercises: what visits refer to. */
@RestController
@WithinProcess(ExercisePlanningProcess.ID)
@RequestMapping("/api/exercises")
@Tag(name = "Exercises")
class ExerciseController {

    private final Exercises exercises;
    private final Calendars calendars;
    private final Texts texts;

    ExerciseController(Exercises exercises, Calendars calendars, Texts texts) {
        this.exercises = exercises;
        this.calendars = calendars;
        this.texts = texts;
    }

    /**
     * A registered exercise.
     *
     * @param planned whether it stands on a line of the yearly plan that its parties have agreed; one that does not needs an
     *     approval of its own (LEG-05)
     * @param warnings holidays, half-days and estimated dates of any party between its first and its last day (CAL-04)
     */
    record Registered(
            String code,
            String title,
            String hostState,
            List<String> parties,
            LocalDate firstDay,
            LocalDate lastDay,
            @Nullable String planLine,
            boolean planned,
            int version,
            List<String> warnings) {}

    /**
     * An exercise as it is entered: what a read answers can be sent back.
     *
     * @param code as in the address, or left out
     * @param planLine number of an agreed line of the yearly plan; left out where the exercise is out of plan
     * @param planned of no effect
     * @param version of no effect: {@code If-Match} carries the version
     * @param warnings of no effect
     */
    record Entered(
            @Nullable String code,
            @Nullable String title,
            @Nullable String hostState,
            @Nullable List<String> parties,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String planLine,
            @Nullable Boolean planned,
            @Nullable Integer version,
            @Nullable List<String> warnings) {}

    /** @param total how many there are in all */
    record ExercisePage(List<Exercise> items, long total) {}

    @Operation(summary = "List the exercises of the account's side, latest first")
    @GetMapping
    ExercisePage list(
            Account account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        return new ExercisePage(
                exercises.visibleTo(account, slice.offset(), slice.limit()), exercises.countVisibleTo(account));
    }

    @Operation(summary = "Read an exercise of the account's side")
    @GetMapping("/{code}")
    ResponseEntity<Registered> read(Account account, @PathVariable String code) {
        return answer(account, HttpStatus.OK, exercises.get(account, code));
    }

    @Operation(
            summary = "Register an exercise or change one",
            description =
                    "Only planners of the host side. `If-None-Match: *` registers a new exercise, `If-Match` with the"
                            + " version that was read changes one.")
    @PutMapping("/{code}")
    ResponseEntity<Registered> register(
            Account account,
            @PathVariable String code,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @Parameter(description = "`*` where the exercise must be new")
                    @RequestHeader(value = "If-None-Match", required = false)
                    @Nullable
                    String ifNoneMatch,
            @RequestBody Entered entered) {
        var isNew = ifMatch == null && "*".equals(ifNoneMatch);
        var exercise = exercise(code, isNew ? 0 : VersionHeader.version(ifMatch), entered);
        if (isNew && exercises.find(account, code).isPresent()) {
            throw Refusal.of(Refusal.Kind.STALE, "exercise.alreadyRegistered");
        }
        return answer(account, isNew ? HttpStatus.CREATED : HttpStatus.OK, exercises.register(account, exercise));
    }

    private static Exercise exercise(String code, int version, Entered entered) {
        var findings = new ArrayList<Finding>();
        if (entered.code() != null && !entered.code().equals(code)) {
            findings.add(new Finding(
                    "exercise.otherCode",
                    "code",
                    Message.of("exercise.otherCode").with("address", code).with("content", entered.code()),
                    Message.of("exercise.otherCode.cure"),
                    null));
        }
        var title = entered.title();
        var hostState = entered.hostState();
        var parties = entered.parties();
        var firstDay = entered.firstDay();
        var lastDay = entered.lastDay();
        if (title == null) {
            findings.add(missing("title"));
        }
        if (hostState == null) {
            findings.add(missing("hostState"));
        }
        if (parties == null || parties.stream().anyMatch(party -> party == null)) {
            findings.add(missing("parties"));
        }
        if (firstDay == null) {
            findings.add(missing("firstDay"));
        }
        if (lastDay == null) {
            findings.add(missing("lastDay"));
        }
        if (!findings.isEmpty()
                || title == null
                || hostState == null
                || parties == null
                || firstDay == null
                || lastDay == null) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("exercise.invalid"), findings);
        }
        return new Exercise(code, title, hostState, parties, firstDay, lastDay, entered.planLine(), version);
    }

    private static Finding missing(String field) {
        return new Finding(
                "exercise.fieldMissing",
                field,
                Message.of("exercise.fieldMissing"),
                Message.of("exercise.fieldMissing.cure"),
                null);
    }

    private ResponseEntity<Registered> answer(Account account, HttpStatus status, Exercise exercise) {
        return ResponseEntity.status(status)
                .eTag(VersionHeader.eTag(exercise.version()))
                .body(new Registered(
                        exercise.code(),
                        exercise.title(),
                        exercise.hostState(),
                        exercise.parties(),
                        exercise.firstDay(),
                        exercise.lastDay(),
                        exercise.planLine(),
                        exercises.isPlanned(exercise),
                        exercise.version(),
                        warnings(exercise).stream()
                                .map(warning -> texts.say(warning, account.language()))
                                .toList()));
    }

    private List<Message> warnings(Exercise exercise) {
        var warnings = new ArrayList<Message>();
        for (var party : exercise.parties()) {
            try {
                warnings.addAll(calendars.of(party).remarksOn(exercise.firstDay(), exercise.lastDay()));
            } catch (WorkingCalendar.UnknownYear unknown) {
                warnings.add(Message.of("calendar.unknownYearOf")
                        .with("side", Message.of("side." + party))
                        .with("year", unknown.year()));
            }
        }
        return warnings;
    }
}
