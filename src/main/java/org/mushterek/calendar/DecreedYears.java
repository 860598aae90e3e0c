package org.mushterek.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.YearFile.Entry;

/**
 * What decrees make of the years of one side. They apply in the order in which they took effect; a withdrawn one is left
 * out; a year told anew replaces all that was told of it before. Pure.
 */
final class DecreedYears {

    /** A feast that is moved further than this is another feast, or a slip. */
    static final int FARTHEST_MOVE = 20;

    /** One day that a decree changes; nothing before where the day was unknown. */
    record Change(LocalDate date, @Nullable Day before, Day after) {}

    private final SortedMap<Integer, YearFile> years = new TreeMap<>();

    private DecreedYears(Collection<YearFile> shipped) {
        shipped.forEach(file -> years.put(file.year(), file));
    }

    static List<YearFile> of(Collection<YearFile> shipped, List<Decree> inEffect) {
        var withdrawn = inEffect.stream()
                .map(decree -> decree.content().withdraws())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var result = new DecreedYears(shipped);
        inEffect.stream().filter(decree -> !withdrawn.contains(decree.number())).forEach(result::apply);
        return List.copyOf(result.years.values());
    }

    private void apply(Decree decree) {
        var content = decree.content();
        switch (Objects.requireNonNull(content.kind())) {
            case CLOSED_DAYS -> {
                var kind = "mourning".equals(content.holiday()) ? DayKind.MOURNING : DayKind.EXTRA;
                tell(new Entry(
                        null,
                        content.from(),
                        content.lastDay(),
                        kind,
                        content.holiday(),
                        false,
                        false,
                        null,
                        decree.source()));
            }
            case SWAP -> {
                tell(exchanged(content.restDay(), DayKind.SWAP_OFF, decree));
                tell(exchanged(content.workDay(), DayKind.SWAP_WORK, decree));
            }
            case FEAST_DATE -> applyFeast(decree);
            case YEAR -> {
                var file = YearFile.parse(Objects.requireNonNull(content.file()));
                years.put(file.year(), file);
            }
            case WITHDRAWAL -> {
                // Its work is that another one is left out.
            }
        }
    }

    private static Entry exchanged(@Nullable LocalDate day, DayKind kind, Decree decree) {
        return new Entry(day, null, null, kind, null, false, false, null, decree.source());
    }

    private void applyFeast(Decree decree) {
        var content = decree.content();
        var first = Objects.requireNonNull(content.from());
        var file = year(first);
        var moved = entriesOf(file, content.holiday(), first);
        var kept = new ArrayList<>(file.days());
        kept.removeAll(moved);
        years.put(file.year(), file.withDays(kept));
        tell(new Entry(
                null,
                first,
                content.lastDay(),
                DayKind.FULL,
                content.holiday(),
                moved.stream().anyMatch(Entry::religious),
                false,
                null,
                decree.source()));
        moved.stream()
                .filter(entry -> entry.kind() == DayKind.HALF)
                .findFirst()
                .ifPresent(eve -> tell(new Entry(
                        first.minusDays(1),
                        null,
                        null,
                        DayKind.HALF,
                        content.holiday(),
                        eve.religious(),
                        false,
                        eve.closedFrom(),
                        decree.source())));
    }

    /** What a year says of this feast near the day: the feast itself and its eve. */
    static List<Entry> entriesOf(YearFile file, @Nullable String holiday, LocalDate near) {
        return file.days().stream()
                .filter(entry -> Objects.equals(entry.holiday(), holiday)
                        && Math.abs(ChronoUnit.DAYS.between(entry.firstDay(), near)) <= FARTHEST_MOVE)
                .toList();
    }

    private void tell(Entry entry) {
        var file = year(entry.firstDay());
        var days = new ArrayList<>(file.days());
        days.add(entry);
        years.put(file.year(), file.withDays(days));
    }

    private YearFile year(LocalDate day) {
        var file = years.get(day.getYear());
        if (file == null) {
            throw new WorkingCalendar.UnknownYear(day.getYear());
        }
        return file;
    }

    /**
     * The days that differ between two states of a side's years. Of days that were unknown before, only those that are
     * not ordinary are told.
     */
    static List<Change> changes(Collection<YearFile> before, Collection<YearFile> after) {
        var changed = new TreeSet<Integer>();
        after.stream().filter(file -> !before.contains(file)).forEach(file -> {
            changed.add(file.year());
            // A substitute can run into the next year.
            changed.add(file.year() + 1);
        });
        var old = new DayBook(before);
        var fresh = new DayBook(after);
        var changes = new ArrayList<Change>();
        for (var year : changed) {
            LocalDate.ofYearDay(year, 1)
                    .datesUntil(LocalDate.ofYearDay(year + 1, 1))
                    .forEach(date -> addChange(date, known(old, date), known(fresh, date), changes));
        }
        return changes;
    }

    private static void addChange(LocalDate date, @Nullable Day was, @Nullable Day is, List<Change> changes) {
        if (is == null) {
            return;
        }
        var differs = was == null
                ? is.kind() != DayKind.WORKING && is.kind() != DayKind.WEEKEND
                : was.kind() != is.kind()
                        || was.estimated() != is.estimated()
                        || !was.holidays().equals(is.holidays());
        if (differs) {
            changes.add(new Change(date, was, is));
        }
    }

    private static @Nullable Day known(DayBook book, LocalDate date) {
        try {
            return book.on(date);
        } catch (WorkingCalendar.UnknownYear unknown) {
            return null;
        }
    }
}
