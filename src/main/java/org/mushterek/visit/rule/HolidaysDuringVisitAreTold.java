package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;

/**
 * House rule: whoever judges a visit is told of each weekday of it that is a holiday of either side.
 */
record HolidaysDuringVisitAreTold() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("CAL-04", CHECK, WARNS);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var stay = Stay.of(visit.document());
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        var faults = new ArrayList<Fault>();
        try {
            tell(visit.document().hostState(), visit.hostCalendar(), stay.get(), faults);
            tell(visit.document().sendingState(), visit.sendingCalendar(), stay.get(), faults);
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(DESCRIPTION, unknown);
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void tell(String side, WorkingCalendar calendar, Stay stay, List<Fault> faults) {
        var closed = stay.from()
                .datesUntil(stay.to().plusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .filter(day -> !calendar.isWorkingDay(day))
                .toList();
        for (var day : closed) {
            faults.add(new Fault(
                    "dates.from",
                    DESCRIPTION.say("reason").with("day", day).with("side", Message.of("side." + side)),
                    DESCRIPTION.say("cure").with("day", day)));
        }
    }
}
