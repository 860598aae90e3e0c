package org.mushterek.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DecreeContent.Kind;
import org.mushterek.common.Sides;

/** Decrees as officers would record them, over the shipped years. */
final class DecreesOverAYear {

    static final YearFileCalendars SHIPPED = new YearFileCalendars(new Sides());

    private DecreesOverAYear() {}

    static DecreeContent closed(String from, @Nullable String to) {
        return new DecreeContent(
                Kind.CLOSED_DAYS,
                "Decision 12",
                date("2027-01-04"),
                "administrativeLeave",
                date(from),
                to == null ? null : date(to),
                null,
                null,
                null,
                null);
    }

    static DecreeContent swap(String rest, String work) {
        return new DecreeContent(
                Kind.SWAP, "Decision 13", date("2027-01-04"), null, null, null, date(rest), date(work), null, null);
    }

    static DecreeContent feast(String holiday, String from, String to) {
        return new DecreeContent(
                Kind.FEAST_DATE,
                "Decision 14",
                date("2027-01-04"),
                holiday,
                date(from),
                date(to),
                null,
                null,
                null,
                null);
    }

    static DecreeContent withdrawal(String number) {
        return new DecreeContent(
                Kind.WITHDRAWAL, "Decision 15", date("2027-01-04"), null, null, null, null, null, number, null);
    }

    static DecreeContent year(String file) {
        return CalendarDecrees.year("Decision 16", date("2027-01-04"), file);
    }

    static Decree inEffect(String side, int no, DecreeContent content) {
        return decree(side, no, content, Decree.State.IN_EFFECT);
    }

    static Decree recorded(String side, int no, DecreeContent content) {
        return decree(side, no, content, Decree.State.RECORDED);
    }

    private static Decree decree(String side, int no, DecreeContent content, Decree.State state) {
        return new Decree(
                "DEC-" + side + "-2027-000" + no,
                side,
                state,
                content,
                "a",
                Instant.EPOCH,
                null,
                null,
                state == Decree.State.IN_EFFECT ? (long) no : null,
                1,
                null);
    }

    static List<YearFile> years(String side, Decree... inEffect) {
        return DecreedYears.of(SHIPPED.yearsOf(side), List.of(inEffect));
    }

    static SideCalendar calendar(String side, Decree... inEffect) {
        return new SideCalendar(side, new DayBook(years(side, inEffect)), HalfDays.CLOSED);
    }

    static LocalDate date(String text) {
        return LocalDate.parse(text);
    }
}
