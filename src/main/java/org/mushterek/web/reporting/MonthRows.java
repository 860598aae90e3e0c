package org.mushterek.web.reporting;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DecreedCalendars;
import org.mushterek.calendar.SideCalendar;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Language;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.reporting.ReportedCases;
import org.mushterek.reporting.ReportedCases.Line;
import org.mushterek.reporting.ReportedCases.Search;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** A month day by day: which visits and exercises touch each, and which sides do not work. */
@Component
class MonthRows {

    private final ReportedCases cases;
    private final Exercises exercises;
    private final DecreedCalendars calendars;
    private final Sides sides;
    private final Texts texts;

    MonthRows(ReportedCases cases, Exercises exercises, DecreedCalendars calendars, Sides sides, Texts texts) {
        this.cases = cases;
        this.exercises = exercises;
        this.calendars = calendars;
        this.sides = sides;
        this.texts = texts;
    }

    /**
     * A day.
     *
     * @param visits their numbers
     * @param exercises their codes
     * @param daysOff why each side does not work on it, or not until its end; null where it works or nobody has told
     */
    record Row(LocalDate day, List<String> visits, List<String> exercises, List<@Nullable String> daysOff) {}

    /** @throws Refusal INVALID for what is no month such as {@code 2027-03} */
    static YearMonth read(String month) {
        try {
            return YearMonth.parse(month);
        } catch (DateTimeException unreadable) {
            throw Refusal.of(Refusal.Kind.INVALID, "report.badMonth");
        }
    }

    /**
     * The days of a month, as the account may know it; that it takes them away is on record.
     *
     * @throws Refusal FORBIDDEN for an account that sees no case
     */
    List<Row> of(Account account, YearMonth month) {
        var from = month.atDay(1);
        var to = month.atEndOfMonth();
        var search =
                new Search(null, "VIS", null, from, to, null, null, null, false, null, null, ReportedCases.AT_ONCE);
        var visits = new ArrayList<Line>();
        cases.eachOf(account, search, cases.export(account, search), visits::add);
        var known = exercises.touching(account, from, to);
        // Each time a calendar is asked for, what decrees have made of it is read.
        var ofSides =
                sides.all().stream().map(side -> calendars.of(side.code())).toList();
        return from.datesUntil(to.plusDays(1))
                .map(day -> new Row(
                        day,
                        visits.stream()
                                .filter(visit -> touches(visit.firstDay(), visit.lastDay(), day))
                                .map(Line::number)
                                .toList(),
                        known.stream()
                                .filter(exercise -> touches(exercise.firstDay(), exercise.lastDay(), day))
                                .map(Exercise::code)
                                .toList(),
                        daysOff(ofSides, day, account.language())))
                .toList();
    }

    private static boolean touches(@Nullable LocalDate first, @Nullable LocalDate last, LocalDate day) {
        return first != null && last != null && !day.isBefore(first) && !day.isAfter(last);
    }

    private List<@Nullable String> daysOff(List<SideCalendar> ofSides, LocalDate day, Language language) {
        var told = new ArrayList<@Nullable String>();
        ofSides.forEach(calendar -> told.add(dayOff(calendar, day, language)));
        return told;
    }

    private @Nullable String dayOff(SideCalendar calendar, LocalDate day, Language language) {
        try {
            var known = calendar.day(day);
            if (calendar.isWorkingDay(day) && known.names().isEmpty()) {
                return null;
            }
            var what = calendar.isWorkingDay(day) ? "ui.report.shortDay" : "ui.report.dayOff";
            return Stream.concat(
                            Stream.of(texts.say(what, language)),
                            known.names().stream().map(name -> texts.say(name, language)))
                    .collect(Collectors.joining(", "));
        } catch (WorkingCalendar.UnknownYear unknown) {
            return null;
        }
    }
}
