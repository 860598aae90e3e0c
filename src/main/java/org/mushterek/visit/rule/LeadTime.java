package org.mushterek.visit.rule;

import java.time.LocalDate;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;

/** From which day a request's notice is counted, and how long it is. All days are the host's. */
record LeadTime(DatedParameters parameters, Blackouts blackouts) {

    /**
     * The day on which the request counts as received.
     *
     * @throws UnknownYear where the host's calendar does not reach that far
     */
    LocalDate received(VisitFacts visit) {
        return new ClockStartsAtDelivery(parameters).receiptDay(visit);
    }

    /** The day from which notice is counted: that of receipt, or the first working day after a blackout of the host. */
    LocalDate begins(VisitFacts visit) {
        return blackouts.firstOpenDay(
                visit.document().hostState(), received(visit), visit.parametersDate(), visit.hostCalendar());
    }

    /** Working days of the host that must lie between that day and the visit. */
    int notice(VisitFacts visit) {
        return visit.document().emergency() == null
                ? parameters.on(visit.parametersDate()).workingDays(NoticeIsGivenInTime.NOTICE)
                : emergencyNotice(visit);
    }

    int emergencyNotice(VisitFacts visit) {
        return parameters.on(visit.parametersDate()).workingDays(EmergencyIsJustified.NOTICE);
    }

    /** The first day on which a visit may start when the request is delivered as the facts say. */
    LocalDate earliestStart(VisitFacts visit) {
        return visit.hostCalendar().earliestStartAfter(begins(visit), notice(visit));
    }
}
