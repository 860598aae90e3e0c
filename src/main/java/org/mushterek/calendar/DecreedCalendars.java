package org.mushterek.calendar;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mushterek.common.Sides;
import org.springframework.stereotype.Component;

/**
 * The calendars of all sides: the shipped years, and what decrees have made of them. Each question compares the state in
 * the database, so that every node counts by the same calendar from the moment a decree takes effect.
 */
@Component
public class DecreedCalendars implements Calendars {

    /** A calendar as it was read, and its token: no other state of it ever had the same. */
    private record Known(String token, List<YearFile> years, DayBook book) {}

    private final YearFileCalendars shipped;
    private final Decrees decrees;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    DecreedCalendars(Sides sides, Decrees decrees) {
        this.shipped = new YearFileCalendars(sides);
        this.decrees = decrees;
    }

    @Override
    public SideCalendar of(String sideCode) {
        return new SideCalendar(sideCode, present(sideCode).book(), HalfDays.CLOSED);
    }

    @Override
    public WorkingCalendar both(String oneSide, String otherSide) {
        var one = of(oneSide);
        return oneSide.equals(otherSide) ? one : new JointCalendar(one, of(otherSide));
    }

    @Override
    public long version(String sideCode) {
        return decrees.versionOf(sideCode).number();
    }

    List<YearFile> yearsOf(String sideCode) {
        return present(sideCode).years();
    }

    List<YearFile> shippedYearsOf(String sideCode) {
        return shipped.yearsOf(sideCode);
    }

    private Known present(String side) {
        var token = decrees.versionOf(side).token();
        var cached = known.get(side);
        if (cached != null && cached.token().equals(token)) {
            return cached;
        }
        var told = shipped.yearsOf(side);
        if (told.isEmpty()) {
            throw new IllegalArgumentException("No side has the code " + side);
        }
        var years = DecreedYears.of(told, decrees.inEffect(side));
        var read = new Known(token, years, new DayBook(years));
        known.put(side, read);
        return read;
    }
}
