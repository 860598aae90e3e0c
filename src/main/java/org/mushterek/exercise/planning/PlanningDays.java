package org.mushterek.exercise.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.rule.PlanningRuleBook;
import org.springframework.stereotype.Component;

/** The days of a planning over the calendars of its parties; past the known years Mondays to Fridays count. */
@Component
class PlanningDays {

    private final OfficeDeadlines offices;
    private final PlanningRuleBook book;
    private final Sides sides;
    private final Clock clock;

    PlanningDays(OfficeDeadlines offices, PlanningRuleBook book, Sides sides, Clock clock) {
        this.offices = offices;
        this.book = book;
        this.sides = sides;
        this.clock = clock;
    }

    /** Today at the side. */
    LocalDate today(String side) {
        return LocalDate.ofInstant(clock.instant(), sides.get(side).zone());
    }

    DatedParameters.On numbers(Planning planning) {
        return book.parameters().on(planning.parametersDate());
    }

    boolean everybodyWorks(List<Side> parties, LocalDate day) {
        return parties.stream().allMatch(side -> offices.isWorkingDay(side, day));
    }

    PlanningDates dates(Planning planning, List<Side> parties, LocalDate startex) {
        return PlanningDates.of(startex, numbers(planning), day -> everybodyWorks(parties, day));
    }

    LocalDate invitationDue(Planning planning, List<Side> parties, LocalDate conference) {
        return PlanningDates.invitationDue(conference, numbers(planning), day -> everybodyWorks(parties, day));
    }

    LocalDate minutesDue(Planning planning, List<Side> parties, LocalDate conference) {
        return PlanningDates.minutesDue(conference, numbers(planning), day -> everybodyWorks(parties, day));
    }

    /** The last day before STARTEX on which every party works. */
    LocalDate eve(List<Side> parties, LocalDate startex) {
        return PlanningDates.sameOrEarlier(startex.minusDays(1), day -> everybodyWorks(parties, day));
    }
}
