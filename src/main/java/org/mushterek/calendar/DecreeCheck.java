package org.mushterek.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * What stands against a decree, judged on the calendar as it is: a decree that changes nothing, that contradicts another
 * one, or that comes after its day is a slip. Pure.
 */
final class DecreeCheck {

    static final int LONGEST_REFERENCE = 200;
    private static final int MOST_CLOSED_DAYS = 31;
    private static final int LONGEST_FEAST = 7;
    private static final Set<String> REASONS = Set.of("administrativeLeave", "governmentDecision", "mourning");
    private static final Set<String> FEASTS = Set.of("novruz", "qurban", "ramazan");

    private final String side;
    private final Collection<YearFile> years;
    private final List<Decree> others;
    private final LocalDate today;
    private final Predicate<String> knowsHoliday;
    private final DayBook book;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param years the side's years as they are now
     * @param others decrees of the side that are in effect or wait for their second officer, without the one at hand
     * @param today at the side
     * @param knowsHoliday whether a holiday's name has texts
     */
    DecreeCheck(
            String side,
            Collection<YearFile> years,
            List<Decree> others,
            LocalDate today,
            Predicate<String> knowsHoliday) {
        this.side = side;
        this.years = years;
        this.others = others;
        this.today = today;
        this.knowsHoliday = knowsHoliday;
        this.book = new DayBook(years);
    }

    /** Everything that is wrong, empty where the decree is sound. */
    List<Finding> check(DecreeContent content) {
        var kind = content.kind();
        if (kind == null) {
            return List.of(fault("kind", "missing"));
        }
        checkReference(content);
        switch (kind) {
            case CLOSED_DAYS -> checkClosedDays(content);
            case SWAP -> checkSwap(content);
            case FEAST_DATE -> checkFeast(content);
            case WITHDRAWAL -> checkWithdrawal(content);
            case YEAR -> checkYear(content);
        }
        if (findings.isEmpty()) {
            checkDuplicate(content);
        }
        return List.copyOf(findings);
    }

    private void checkReference(DecreeContent content) {
        var reference = content.reference();
        if (reference == null || reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            findings.add(fault("reference", "reference", "most", LONGEST_REFERENCE));
        }
        var issuedOn = content.issuedOn();
        if (issuedOn == null) {
            findings.add(fault("issuedOn", "missing"));
        } else if (issuedOn.isAfter(today)) {
            findings.add(fault("issuedOn", "issuedLater", "date", issuedOn));
        }
    }

    private void checkClosedDays(DecreeContent content) {
        checkName(content.holiday(), REASONS);
        var span = span(content, MOST_CLOSED_DAYS);
        if (span.isEmpty() || span.stream().anyMatch(day -> !isKnown("from", day))) {
            return;
        }
        // A half-day can be closed, too: its morning is worked.
        if (span.stream().noneMatch(day -> book.on(day).kind().isWorked(HalfDays.WORKED))) {
            findings.add(fault("from", "alreadyClosed", "date", span.get(0)));
        }
        span.stream()
                .filter(day -> book.on(day).kind() == DayKind.SWAP_WORK)
                .findFirst()
                .ifPresent(day -> findings.add(fault("from", "exchangedAway", "date", day)));
    }

    private void checkSwap(DecreeContent content) {
        var rest = content.restDay();
        var work = content.workDay();
        if (rest == null) {
            findings.add(fault("restDay", "missing"));
        } else if (isFuture("restDay", rest) && isKnown("restDay", rest)) {
            var kind = book.on(rest).kind();
            if (kind != DayKind.WORKING) {
                findings.add(fault("restDay", "notWorked", rest, kind));
            }
        }
        if (work == null) {
            findings.add(fault("workDay", "missing"));
        } else if (isFuture("workDay", work) && isKnown("workDay", work)) {
            var kind = book.on(work).kind();
            if (kind != DayKind.WEEKEND && kind != DayKind.SUBSTITUTE) {
                findings.add(fault("workDay", "notRest", work, kind));
            }
        }
    }

    private void checkFeast(DecreeContent content) {
        checkName(content.holiday(), FEASTS);
        var span = span(content, LONGEST_FEAST);
        if (span.isEmpty() || !isKnown("from", span.get(0)) || !findings.isEmpty()) {
            return;
        }
        var first = span.get(0);
        var last = span.get(span.size() - 1);
        var file = years.stream()
                .filter(candidate -> candidate.year() == first.getYear())
                .findFirst()
                .orElseThrow();
        var near = DecreedYears.entriesOf(file, content.holiday(), first).stream()
                .filter(entry -> entry.kind() == DayKind.FULL)
                .toList();
        if (near.isEmpty()) {
            findings.add(fault("from", "feastFar", "most", DecreedYears.FARTHEST_MOVE));
        } else if (near.stream()
                .allMatch(entry ->
                        entry.firstDay().equals(first) && entry.lastDay().equals(last) && !entry.estimated())) {
            findings.add(fault("from", "nothingChanges"));
        }
    }

    private void checkWithdrawal(DecreeContent content) {
        var withdrawn = others.stream()
                .filter(decree -> decree.number().equals(content.withdraws())
                        && decree.state() == Decree.State.IN_EFFECT
                        && decree.content().kind() != DecreeContent.Kind.WITHDRAWAL
                        && decree.content().kind() != DecreeContent.Kind.YEAR)
                .findFirst();
        if (withdrawn.isEmpty()) {
            findings.add(fault("withdraws", "withdrawsUnknown"));
        } else if (lastDayOf(withdrawn.get().content()).isBefore(today)) {
            findings.add(
                    fault("withdraws", "past", "date", lastDayOf(withdrawn.get().content())));
        }
    }

    private void checkYear(DecreeContent content) {
        var file = content.file();
        if (file == null || file.isBlank()) {
            findings.add(fault("file", "missing"));
            return;
        }
        findings.addAll(new YearReading(side, today.getYear(), knowsHoliday).findings(file));
    }

    /** The last day that a decree itself speaks of. */
    private static LocalDate lastDayOf(DecreeContent content) {
        if (content.kind() == DecreeContent.Kind.SWAP) {
            var rest = Objects.requireNonNull(content.restDay());
            var work = Objects.requireNonNull(content.workDay());
            return rest.isAfter(work) ? rest : work;
        }
        return Objects.requireNonNull(content.lastDay());
    }

    private void checkDuplicate(DecreeContent content) {
        others.stream()
                .filter(decree ->
                        decree.state() == Decree.State.RECORDED || content.kind() == DecreeContent.Kind.WITHDRAWAL)
                .filter(decree -> saysTheSame(decree.content(), content))
                .findFirst()
                .ifPresent(decree -> findings.add(fault("kind", "duplicate", "number", decree.number())));
    }

    private static boolean saysTheSame(DecreeContent one, DecreeContent other) {
        return one.kind() == other.kind()
                && Objects.equals(one.holiday(), other.holiday())
                && Objects.equals(one.from(), other.from())
                && Objects.equals(one.lastDay(), other.lastDay())
                && Objects.equals(one.restDay(), other.restDay())
                && Objects.equals(one.workDay(), other.workDay())
                && Objects.equals(one.withdraws(), other.withdraws())
                && Objects.equals(one.file(), other.file());
    }

    private void checkName(@Nullable String holiday, Set<String> names) {
        if (holiday == null || !names.contains(holiday)) {
            findings.add(fault(
                    "holiday",
                    "holiday",
                    "known",
                    String.join(", ", names.stream().sorted().toList())));
        }
    }

    /** The days from first to last, empty where they make no sense. */
    private List<LocalDate> span(DecreeContent content, int most) {
        var from = content.from();
        var last = content.lastDay();
        if (from == null || last == null) {
            findings.add(fault("from", "missing"));
            return List.of();
        }
        if (last.isBefore(from) || ChronoUnit.DAYS.between(from, last) >= most || from.getYear() != last.getYear()) {
            findings.add(fault("to", "order", "most", most));
            return List.of();
        }
        return isFuture("from", last) ? from.datesUntil(last.plusDays(1)).toList() : List.of();
    }

    private boolean isFuture(String place, LocalDate day) {
        if (day.isBefore(today)) {
            findings.add(fault(place, "past", "date", day));
            return false;
        }
        return true;
    }

    private boolean isKnown(String place, LocalDate day) {
        try {
            book.on(day);
            return true;
        } catch (WorkingCalendar.UnknownYear unknown) {
            findings.add(fault(place, "unknownYear", "year", day.getYear()));
            return false;
        }
    }

    private static Finding fault(String place, String key, LocalDate day, DayKind kind) {
        var wrong =
                Message.of("calendar.decree." + key).with("date", day).with("kind", Message.of("ui.dayKind." + kind));
        return new Finding("calendar." + key, place, wrong, Message.of("calendar.decree." + key + ".cure"), null);
    }

    private static Finding fault(String place, String key, String name, Object value) {
        return new Finding(
                "calendar." + key,
                place,
                Message.of("calendar.decree." + key).with(name, value),
                Message.of("calendar.decree." + key + ".cure").with(name, value),
                null);
    }

    private static Finding fault(String place, String key) {
        return new Finding(
                "calendar." + key,
                place,
                Message.of("calendar.decree." + key),
                Message.of("calendar.decree." + key + ".cure"),
                null);
    }
}
