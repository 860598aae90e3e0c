package org.mushterek.calendar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The calendars of all sides as they are shipped, from the files {@code calendars/<side>-<year>.yaml}. A side without a file, a file without
 * a side, and a faulty file stop the start.
 */
public class YearFileCalendars implements Calendars {

    private final Map<String, DayBook> books = new HashMap<>();
    private final Map<String, List<YearFile>> years = new HashMap<>();

    public YearFileCalendars(Sides sides) {
        var files = new HashMap<String, List<YearFile>>();
        for (var file : readAll()) {
            files.computeIfAbsent(file.side(), none -> new ArrayList<>()).add(file);
        }
        var codes = sides.all().stream().map(Side::code).toList();
        if (!files.keySet().equals(Set.copyOf(codes))) {
            throw new IllegalStateException(
                    "The sides are %s, but there are calendars of %s".formatted(codes, files.keySet()));
        }
        years.putAll(files);
        files.forEach((code, told) -> books.put(code, new DayBook(told)));
    }

    /** What the files say of a side. */
    List<YearFile> yearsOf(String sideCode) {
        return List.copyOf(years.getOrDefault(sideCode, List.of()));
    }

    @Override
    public long version(String sideCode) {
        return 0;
    }

    @Override
    public SideCalendar of(String sideCode) {
        return of(sideCode, HalfDays.CLOSED);
    }

    /** The working days of one side, half-days counted as told. */
    public SideCalendar of(String sideCode, HalfDays halfDays) {
        var book = books.get(sideCode);
        if (book == null) {
            throw new IllegalArgumentException("No side has the code " + sideCode);
        }
        return new SideCalendar(sideCode, book, halfDays);
    }

    @Override
    public WorkingCalendar both(String oneSide, String otherSide) {
        return both(oneSide, otherSide, HalfDays.CLOSED);
    }

    /** The days on which both sides work, half-days counted as told. */
    public WorkingCalendar both(String oneSide, String otherSide, HalfDays halfDays) {
        var one = of(oneSide, halfDays);
        return oneSide.equals(otherSide) ? one : new JointCalendar(one, of(otherSide, halfDays));
    }

    private static List<YearFile> readAll() {
        try {
            var files = new ArrayList<YearFile>();
            for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:calendars/*.yaml")) {
                try (var content = resource.getInputStream()) {
                    files.add(YearFile.read(fileName(resource.getFilename()), content));
                }
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String fileName(@Nullable String name) {
        return Objects.requireNonNull(name, "A file found by its name has one");
    }
}
