package org.mushterek.web.calendar;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DayKind;
import org.mushterek.calendar.DecreedCalendars;
import org.mushterek.calendar.SideCalendar;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Working days, half-days and closed days of each side, and counting over them. */
@RestController
@RequestMapping("/api")
@Tag(name = "Calendars")
class CalendarController {

    /** A little more than a year, so that a whole year with its edges is one call. */
    private static final int LONGEST_SPAN = 400;

    private static final int MOST_WORKING_DAYS = 500;

    private final DecreedCalendars calendars;
    private final Sides sides;
    private final Texts texts;

    CalendarController(DecreedCalendars calendars, Sides sides, Texts texts) {
        this.calendars = calendars;
        this.sides = sides;
        this.texts = texts;
    }

    /** One day of a side, with the names of its holidays in the account's language. */
    record ShownDay(
            LocalDate date,
            DayKind kind,
            boolean working,
            List<String> holidays,
            boolean estimated,
            @Nullable LocalTime closedFrom,
            List<String> sources) {}

    /** The n-th working day after a date, and what is to be known of the days between. */
    record Counted(LocalDate date, List<String> remarks) {}

    /** The days of one side from one date to another, both included. */
    @Operation(summary = "List the days of a side, and why each is open or closed")
    @GetMapping("/calendars/{side}")
    List<ShownDay> days(
            Account account,
            @PathVariable String side,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @Parameter(description = "Leave out days that nobody has told, instead of refusing")
                    @RequestParam(defaultValue = "false")
                    boolean onlyKnown) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > LONGEST_SPAN) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("calendar.badSpan").with("longest", LONGEST_SPAN));
        }
        var calendar = calendars.of(known(side, Refusal.Kind.NOT_FOUND));
        return known(() -> Stream.concat(from.datesUntil(to), Stream.of(to))
                .filter(date -> !onlyKnown || isKnown(calendar, date))
                .map(date -> {
                    var day = calendar.day(date);
                    return new ShownDay(
                            date,
                            day.kind(),
                            calendar.isWorkingDay(date),
                            day.names().stream()
                                    .map(name -> texts.say(name, account.language()))
                                    .toList(),
                            day.estimated(),
                            day.closedFrom(),
                            day.sources());
                })
                .toList());
    }

    /**
     * Counts working days of one side ({@code sides=AZE}) or of both ({@code sides=AZE,TUR}).
     *
     * @param after the day from which is counted; it does not count itself
     * @param days how many working days, from 1
     */
    @Operation(summary = "Find the n-th working day of one side, or of both, after a day")
    @GetMapping("/working-days")
    Counted count(
            Account account,
            @RequestParam("sides") List<String> codes,
            @RequestParam LocalDate after,
            @RequestParam int days) {
        if (days < 1 || days > MOST_WORKING_DAYS) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("calendar.badCount").with("most", MOST_WORKING_DAYS));
        }
        if (codes.isEmpty() || codes.size() > 2) {
            throw Refusal.of(Refusal.Kind.INVALID, "calendar.oneOrTwoSides");
        }
        WorkingCalendar calendar = codes.size() == 1
                ? calendars.of(named(codes.get(0)))
                : calendars.both(named(codes.get(0)), named(codes.get(1)));
        return known(() -> {
            var date = calendar.workingDayAfter(after, days);
            return new Counted(
                    date,
                    calendar.remarksOn(after.plusDays(1), date).stream()
                            .map(remark -> texts.say(remark, account.language()))
                            .toList());
        });
    }

    private static boolean isKnown(SideCalendar calendar, LocalDate date) {
        try {
            calendar.day(date);
            return true;
        } catch (WorkingCalendar.UnknownYear unknown) {
            return false;
        }
    }

    private String named(String side) {
        return known(side, Refusal.Kind.INVALID);
    }

    private String known(String side, Refusal.Kind otherwise) {
        return sides.all().stream()
                .map(candidate -> candidate.code())
                .filter(side::equals)
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        otherwise,
                        Message.of("calendar.unknownSide")
                                .with(
                                        "known",
                                        String.join(
                                                ", ",
                                                sides.all().stream()
                                                        .map(candidate -> candidate.code())
                                                        .toList()))));
    }

    private static <T> T known(java.util.function.Supplier<T> asked) {
        try {
            return asked.get();
        } catch (WorkingCalendar.UnknownYear unknown) {
            throw Refusal.of(
                    Refusal.Kind.NOT_FOUND, Message.of("calendar.unknownYear").with("year", unknown.year()));
        }
    }
}
