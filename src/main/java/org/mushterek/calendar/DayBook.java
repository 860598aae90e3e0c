package org.mushterek.calendar;

import static java.util.Comparator.comparing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mushterek.calendar.YearFile.Entry;

/**
 * What each day of one side is: the statements of its year files, and what the law makes of them. In Azerbaijan (Labour
 * Code, article 105) a day of rest that meets a holiday moves to the first working day after the holiday, and so does a
 * day of Ramazan or Qurban that meets another holiday. A day that is both gives two days, as the official calendar of
 * March 2026 shows. Exchanges by Cabinet decision come last: they exchange what the law gave, as in March 2025. In
 * Türkiye nothing moves, but the Saturday after a holiday that ends on a Friday is a holiday (Law 2429, article 2).
 */
final class DayBook {

    /** A day in lieu that the law owes, given on the first free working day after {@code holidayEnds}. */
    private record Claim(LocalDate met, LocalDate holidayEnds, List<Entry> holidays, boolean estimated) {}

    private final Map<Integer, YearFile> files = new HashMap<>();
    private final SortedMap<LocalDate, List<Entry>> told = new TreeMap<>();
    private final Map<LocalDate, Day> days = new HashMap<>();

    DayBook(Collection<YearFile> yearFiles) {
        yearFiles.forEach(this::tell);
        files.values().forEach(this::requireYearBefore);
        told.forEach((date, entries) -> judge(date, entries));
        addSaturdays();
        addSubstitutes();
        exchange();
    }

    /** The day, or {@link WorkingCalendar.UnknownYear} where no file covers it. */
    Day on(LocalDate date) {
        var file = files.get(date.getYear());
        if (file == null || !file.covers(date)) {
            throw new WorkingCalendar.UnknownYear(date.getYear());
        }
        return asFarAsTold(date);
    }

    private void tell(YearFile file) {
        if (files.put(file.year(), file) != null) {
            throw new IllegalStateException("Two calendars of %s are for %d".formatted(file.side(), file.year()));
        }
        for (var entry : file.days()) {
            entry.dates().forEach(date -> {
                var entries = told.computeIfAbsent(date, none -> new ArrayList<>());
                if (entries.stream().anyMatch(other -> isSameStatement(entry, other))) {
                    throw new IllegalStateException("%s tells twice of %s".formatted(file.side(), date));
                }
                entries.add(entry);
            });
        }
    }

    /** A holiday on the last day of a year can be substituted in the next one, which cannot be told without it. */
    private void requireYearBefore(YearFile file) {
        var newYear = LocalDate.ofYearDay(file.year(), 1);
        var eve = newYear.minusDays(1);
        if (file.substitution()
                && file.covers(newYear)
                && !files.containsKey(eve.getYear())
                && file.weekend().contains(eve.getDayOfWeek())) {
            throw new IllegalStateException("The calendar of %s for %d needs the one for %d: %s is a day of rest"
                    .formatted(file.side(), file.year(), eve.getYear(), eve));
        }
    }

    private static boolean isSameStatement(Entry one, Entry other) {
        return one.kind() == other.kind() && Objects.equals(one.holiday(), other.holiday());
    }

    private void judge(LocalDate date, List<Entry> entries) {
        for (var kind : List.of(DayKind.FULL, DayKind.MOURNING, DayKind.EXTRA, DayKind.HALF)) {
            var reasons = ofKind(kind, entries);
            if (!reasons.isEmpty()) {
                days.put(date, day(date, kind, reasons, reasons.stream().allMatch(Entry::estimated)));
                return;
            }
        }
    }

    private void addSaturdays() {
        for (var file : files.values()) {
            if (!file.saturdayAfterFriday()) {
                continue;
            }
            for (var entry : file.days()) {
                var saturday = entry.lastDay().plusDays(1);
                if (entry.kind() == DayKind.FULL
                        && saturday.getDayOfWeek() == DayOfWeek.SATURDAY
                        && asFarAsTold(saturday).kind() != DayKind.FULL) {
                    days.put(saturday, day(saturday, DayKind.FULL, List.of(entry), entry.estimated()));
                }
            }
        }
    }

    private void addSubstitutes() {
        var claims = new ArrayList<Claim>();
        told.forEach((date, entries) -> {
            var file = Objects.requireNonNull(files.get(date.getYear()));
            if (file.substitution()) {
                claims.addAll(claimsFrom(date, ofKind(DayKind.FULL, entries)));
            }
        });
        claims.sort(comparing(Claim::holidayEnds).thenComparing(Claim::met));
        for (var claim : claims) {
            var date = claim.holidayEnds().plusDays(1);
            while (asFarAsTold(date).kind() != DayKind.WORKING) {
                date = date.plusDays(1);
            }
            days.put(date, day(date, DayKind.SUBSTITUTE, claim.holidays(), claim.estimated()));
        }
    }

    private List<Claim> claimsFrom(LocalDate date, List<Entry> holidays) {
        var claims = new ArrayList<Claim>();
        if (holidays.isEmpty()) {
            return claims;
        }
        var end = holidays.stream()
                .map(Entry::lastDay)
                .max(comparing(LocalDate::toEpochDay))
                .orElseThrow();
        if (isRest(date)) {
            claims.add(new Claim(date, end, holidays, holidays.stream().allMatch(Entry::estimated)));
        }
        for (var religious : holidays.stream().filter(Entry::religious).toList()) {
            var others = holidays.stream().filter(other -> other != religious).toList();
            if (!others.isEmpty()) {
                var estimated = religious.estimated() || others.stream().allMatch(Entry::estimated);
                claims.add(new Claim(date, end, List.of(religious), estimated));
            }
        }
        return claims;
    }

    private void exchange() {
        told.forEach((date, entries) -> {
            var before = asFarAsTold(date).kind();
            for (var off : ofKind(DayKind.SWAP_OFF, entries)) {
                requireExchangeable(date, before, before == DayKind.WORKING);
                days.put(date, day(date, DayKind.SWAP_OFF, List.of(off), off.estimated()));
            }
            for (var work : ofKind(DayKind.SWAP_WORK, entries)) {
                requireExchangeable(date, before, before == DayKind.WEEKEND || before == DayKind.SUBSTITUTE);
                days.put(date, day(date, DayKind.SWAP_WORK, List.of(work), work.estimated()));
            }
        });
    }

    private static void requireExchangeable(LocalDate date, DayKind before, boolean sound) {
        if (!sound) {
            throw new IllegalStateException("%s cannot be exchanged: it is %s".formatted(date, before));
        }
    }

    private Day asFarAsTold(LocalDate date) {
        var day = days.get(date);
        return day != null ? day : Day.ordinary(date, isRest(date) ? DayKind.WEEKEND : DayKind.WORKING);
    }

    /** A year without a file has no weekend of its own; only a substitute that runs out of the loaded years asks for it. */
    boolean isRest(LocalDate date) {
        var file = files.get(date.getYear());
        Set<DayOfWeek> weekend = file == null ? Set.of() : file.weekend();
        return weekend.contains(date.getDayOfWeek());
    }

    private static List<Entry> ofKind(DayKind kind, List<Entry> entries) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    private static Day day(LocalDate date, DayKind kind, List<Entry> reasons, boolean estimated) {
        var holidays = new ArrayList<String>();
        var sources = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var reason : reasons) {
            if (reason.holiday() != null) {
                holidays.add(reason.holiday());
            }
            if (reason.source() != null && seen.add(reason.source())) {
                sources.add(reason.source());
            }
        }
        return new Day(date, kind, holidays, estimated, reasons.get(0).closedFrom(), sources);
    }
}
