package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.Calendars;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An earlier request of the own side as the start of a new one: what people wrote and who travelled, on new days. Nothing
 * that anybody decided, certified, waived or handed in comes along, and nothing is submitted.
 */
@Service
public class RequestCopies {

    /** So many weeks keep the weekday and are a year but for a day or two. */
    private static final int WEEKS_OF_A_YEAR = 52;

    private static final Pattern LINE = Pattern.compile("line (\\d+), (\\w+)");

    /** The rules that say whether what is shown of persons and clearances still holds on the new days. */
    private static final Set<String> OF_DOCUMENTS = Set.of("DOC-02", "MED-03", "MED-04", "VIS-10");

    /** The rules that say whether the new days still leave the time that a request needs, or too much of it. */
    private static final Set<String> OF_DAYS = Set.of("VIS-07", "VIS-08");

    private final SendingSide sendingSide;
    private final VisitRequests requests;
    private final VisitJudgement judgement;
    private final Exercises exercises;
    private final Calendars calendars;
    private final VisitStory story;
    private final JdbcClient database;
    private final Clock clock;

    RequestCopies(
            SendingSide sendingSide,
            VisitRequests requests,
            VisitJudgement judgement,
            Exercises exercises,
            Calendars calendars,
            VisitStory story,
            JdbcClient database,
            Clock clock) {
        this.sendingSide = sendingSide;
        this.requests = requests;
        this.judgement = judgement;
        this.exercises = exercises;
        this.calendars = calendars;
        this.story = story;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What the new request is for.
     *
     * @param exerciseCode the exercise; without one the earlier request's, where that is still to come
     * @param firstDay the first day of the visit; without one it follows from the exercise, or is the same weekday a year
     *     later, as many years as it takes to come
     */
    public record Wanted(
            @Nullable String exerciseCode, @Nullable LocalDate firstDay) {}

    /**
     * A request that began as a copy.
     *
     * @param movedByDays by how many days its first day is moved; null where the earlier request had none
     * @param emptied places that have to be filled anew
     * @param findings what does not hold on the new days: documents, insurance, fitness, certifications, closed days
     */
    public record Copy(
            VisitRequest request,
            String earlier,
            @Nullable Integer movedByDays,
            Set<String> emptied,
            List<Finding> findings) {}

    /**
     * From which request one began, for its form.
     *
     * @param emptied places that had to be filled anew
     */
    public record Origin(String earlier, Set<String> emptied) {}

    /** Where the request began as a copy. */
    @Transactional(readOnly = true)
    public Optional<Origin> originOf(String number) {
        return database.sql("select earlier, emptied from visit_copy where request_number = ?")
                .param(number)
                .query((row, n) -> new Origin(row.getString("earlier"), places(row.getString("emptied"))))
                .optional();
    }

    private static Set<String> places(String kept) {
        return kept.isEmpty() ? Set.of() : new TreeSet<>(List.of(kept.split(",")));
    }

    /**
     * Refuses what cannot be the start of a new request, before that is opened.
     *
     * @throws Refusal NOT_FOUND for what the account may not read, CONFLICT for a draft, INVALID with all that is wrong
     */
    @Transactional(readOnly = true)
    public void check(Account planner, String earlier, Wanted wanted) {
        VisitAccess.mayOpen(planner);
        var before = sendingSide.read(planner, earlier);
        if (before.state() == RequestState.PREPARATION) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.copy.draft");
        }
        var today = today(planner);
        var findings = new ArrayList<Finding>();
        var firstDay = wanted.firstDay();
        if (firstDay != null && !firstDay.isAfter(today)) {
            findings.add(VisitContentCheck.fault("firstDay", "visit.copy.dayPassed"));
        }
        var code = wanted.exerciseCode();
        if (code != null) {
            var exercise = exercises.find(planner, code);
            if (exercise.isEmpty()) {
                findings.add(VisitContentCheck.fault("exerciseCode", "visit.exerciseUnknown"));
            } else if (exercise.get().hostState().equals(planner.side().code())) {
                findings.add(VisitContentCheck.fault("exerciseCode", "visit.ownSideHosts"));
            } else if (!hasDayLeft(planner, exercise.get(), before.document(), wanted, today)) {
                findings.add(VisitContentCheck.fault("exerciseCode", "visit.copy.exerciseOver"));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.invalid"), findings);
        }
    }

    /**
     * Fills a request that has just been opened.
     *
     * @param number of the new request
     * @param earlier number of a request of the own side that is no draft
     * @throws Refusal as {@link #check}
     */
    @Transactional
    public Copy fill(Account planner, String number, String earlier, Wanted wanted) {
        check(planner, earlier, wanted);
        var before = sendingSide.read(planner, earlier).document();
        var opened = sendingSide.editable(
                planner, number, sendingSide.read(planner, number).version());
        var today = today(planner);
        var was = exercise(planner, before.exerciseCode());
        var exercise = wanted.exerciseCode() == null
                ? was.filter(found -> hasDayLeft(planner, found, before, wanted, today))
                        .orElse(null)
                : exercise(planner, wanted.exerciseCode()).orElseThrow();
        var host = exercise == null ? before.hostState() : exercise.hostState();
        var endsBefore = exercise == null ? null : endsBefore(exercise, before);
        var tooLate = tooLate(wanted.firstDay(), endsBefore);
        var dates = CopiedDates.of(
                before.from(),
                before.to(),
                movedBy(before, was.orElse(null), exercise, wanted, today),
                tooLate == null ? endsBefore : null,
                today,
                calendars.both(planner.side().code(), host));
        var code = exercise == null ? null : exercise.code();

        // The rules say of the persons and papers as they were what no longer holds; that stays behind, named.
        var whole = opened.document()
                .with(CopiedContent.of(before, code, dates, true).content(), host)
                .withVisitors(before.visitors());
        var findings = new ArrayList<>(dates.remarks());
        if (tooLate != null) {
            findings.add(tooLate);
        }
        var judged = judgement.ofRequest(new VisitRequest(
                whole,
                opened.state(),
                opened.version(),
                opened.openedAt(),
                planner.handFor(Role.PLANNER),
                null,
                null,
                null,
                null));
        judged.findings().stream()
                .filter(finding -> OF_DOCUMENTS.contains(finding.code()) || OF_DAYS.contains(finding.code()))
                .forEach(findings::add);
        if (exercise == null && before.exerciseCode() != null) {
            findings.add(VisitContentCheck.fault("exerciseCode", "visit.copy.exerciseOver"));
        }
        var failing = findings.stream()
                .map(Finding::place)
                .filter(place -> place != null)
                .collect(Collectors.toSet());
        var copied = CopiedContent.of(
                before, code, dates, failing.stream().noneMatch(place -> place.startsWith("certification")));
        requests.saveContent(whole.with(copied.content(), host), opened.version());
        requests.saveRoll(number, before.sendingState(), roll(before, failing), opened.version() + 1);
        database.sql("insert into visit_copy (request_number, earlier, emptied) values (?, ?, ?)")
                .params(number, earlier, String.join(",", copied.emptied()))
                .update();
        story.tell(number, planner.side().code(), planner.id(), "copied", earlier);
        return new Copy(
                sendingSide.request(number),
                earlier,
                before.from() == null ? null : dates.entryMovedBy(),
                copied.emptied(),
                List.copyOf(findings));
    }

    /** The day before which a visit of this occasion to the exercise has to end. */
    private static LocalDate endsBefore(Exercise exercise, VisitDocument before) {
        var occasion = before.particulars().occasion();
        return occasion != null && occasion.precedesExercise()
                ? exercise.firstDay()
                : exercise.lastDay().plusDays(1);
    }

    /**
     * Whether a day on which both sides work is left for a visit to the exercise that begins tomorrow at the earliest; a wished
     * day is judged by itself.
     */
    private boolean hasDayLeft(
            Account planner, Exercise exercise, VisitDocument before, Wanted wanted, LocalDate today) {
        if (wanted.firstDay() != null) {
            return !exercise.lastDay().isBefore(today);
        }
        var last = endsBefore(exercise, before).minusDays(1);
        try {
            return calendars
                    .both(planner.side().code(), exercise.hostState())
                    .latestDayFor(last, 0)
                    .isAfter(today);
        } catch (WorkingCalendar.UnknownYear notDecreedYet) {
            return last.isAfter(today);
        }
    }

    /** By how many days a visit moves: with its exercise where it has one, to the wished day, or by whole years. */
    private static int movedBy(
            VisitDocument before, @Nullable Exercise was, @Nullable Exercise exercise, Wanted wanted, LocalDate today) {
        var from = before.from();
        var firstDay = wanted.firstDay();
        if (from == null) {
            return before.to() == null ? 0 : days(before.to(), yearsLater(before.to(), today));
        }
        if (firstDay != null) {
            return days(from, firstDay);
        }
        if (exercise != null && was != null) {
            var moved = days(was.firstDay(), exercise.firstDay());
            if (from.plusDays(moved).isAfter(today)) {
                return moved;
            }
        }
        if (exercise != null && exercise.firstDay().isAfter(today)) {
            return days(from, exercise.firstDay());
        }
        return days(from, yearsLater(from, today));
    }

    private static LocalDate yearsLater(LocalDate day, LocalDate today) {
        var later = day;
        do {
            later = later.plusWeeks(WEEKS_OF_A_YEAR);
        } while (!later.isAfter(today));
        return later;
    }

    /** What stands against a wished first day on which the visit has to be over. */
    private static @Nullable Finding tooLate(@Nullable LocalDate firstDay, @Nullable LocalDate endsBefore) {
        return firstDay == null || endsBefore == null || firstDay.isBefore(endsBefore)
                ? null
                : new Finding(
                        "visit.copy.afterExercise",
                        "dates.from",
                        Message.of("visit.copy.afterExercise").with("last", endsBefore.minusDays(1)),
                        Message.of("visit.copy.afterExercise.cure"),
                        null);
    }

    private static int days(LocalDate from, LocalDate to) {
        return (int) ChronoUnit.DAYS.between(from, to);
    }

    /** The persons, without evidence of insurance or fitness that does not hold on the new days. */
    private static List<Visitor> roll(VisitDocument before, Set<String> failing) {
        var uninsured = new TreeSet<Integer>();
        var unfit = new TreeSet<Integer>();
        for (var place : failing) {
            var found = LINE.matcher(place);
            if (found.matches()) {
                var line = Integer.parseInt(found.group(1));
                switch (found.group(2)) {
                    case "insured_until" -> uninsured.add(line);
                    case "fitness_certified_on" -> unfit.add(line);
                    default -> {
                        // A travel document that runs out is still the document of the person.
                    }
                }
            }
        }
        return before.visitors().stream()
                .map(visitor -> visitor.withEvidence(
                        uninsured.contains(visitor.line()) ? null : visitor.insuredFrom(),
                        uninsured.contains(visitor.line()) ? null : visitor.insuredUntil(),
                        unfit.contains(visitor.line()) ? null : visitor.fitnessCertifiedOn()))
                .toList();
    }

    private Optional<Exercise> exercise(Account planner, @Nullable String code) {
        return code == null ? Optional.empty() : exercises.find(planner, code);
    }

    private LocalDate today(Account planner) {
        return LocalDate.ofInstant(clock.instant(), planner.side().zone());
    }
}
