package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.util.Optional;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;

/**
 * From which day a request's notice is counted, to which day, and how long it is. All days are the host's.
 *
 * <p>The notice of an amendment is counted to the earliest day on which the visit begins, amended or not: the permitted first
 * day, or the wished one where that is earlier.
 */
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

    /** Working days of the host that must lie between the day from which notice is counted and the one to which it is. */
    int notice(VisitFacts visit, LocalDate start) {
        var amended = visit.amended();
        return amended == null || start.isBefore(amended.firstDay()) ? freshNotice(visit) : amendmentNotice(visit);
    }

    int emergencyNotice(VisitFacts visit) {
        return workingDays(visit, EmergencyIsJustified.NOTICE);
    }

    int amendmentNotice(VisitFacts visit) {
        return workingDays(visit, AmendmentIsGivenInTime.NOTICE);
    }

    /**
     * The last day from which the notice of a visit that would start on {@code start} is long enough.
     *
     * @throws UnknownYear where the host's calendar does not reach that far
     */
    LocalDate latest(VisitFacts visit, LocalDate start) {
        var amended = visit.amended();
        var countedTo = amended != null && amended.firstDay().isBefore(start) ? amended.firstDay() : start;
        return visit.hostCalendar().latestDayFor(countedTo, notice(visit, start));
    }

    /**
     * The first day on which a visit may start whose notice is counted from a day. A permitted visit may start earlier after
     * fresh notice, else on its day; none where that is too near to amend the visit at all.
     *
     * @throws UnknownYear where the host's calendar does not reach that far
     */
    Optional<LocalDate> earliestStart(VisitFacts visit, LocalDate begins) {
        var amended = visit.amended();
        if (amended != null && begins.isAfter(latest(visit, amended.firstDay().minusDays(1)))) {
            return Optional.of(amended.firstDay()).filter(permitted -> !begins.isAfter(latest(visit, permitted)));
        }
        return Optional.of(visit.hostCalendar().earliestStartAfter(begins, freshNotice(visit)));
    }

    /** Of a first request, and of an amendment that lets the visit begin earlier; an amendment is no emergency. */
    private int freshNotice(VisitFacts visit) {
        return visit.amended() == null && visit.document().emergency() != null
                ? emergencyNotice(visit)
                : workingDays(visit, NoticeIsGivenInTime.NOTICE);
    }

    private int workingDays(VisitFacts visit, String parameter) {
        return parameters.on(visit.parametersDate()).workingDays(parameter);
    }

    /** Judges the notice of an amendment by its wished and by its permitted first day. */
    interface OfAmendment {

        /** @throws UnknownYear where the host's calendar does not reach that far */
        Verdict judge(VisitFacts visit, LocalDate start, LocalDate permitted);
    }

    /** Judges an amendment by whichever of two rules is for its first day: one where that is earlier than permitted, else the other. */
    static Verdict ofAmendment(RuleDescription rule, VisitFacts visit, boolean ofEarlier, OfAmendment notice) {
        var amended = visit.amended();
        if (amended == null) {
            return rule.notApplicable();
        }
        var start = visit.document().from();
        if (start == null) {
            return Stay.undetermined(rule, "dates.from");
        }
        var permitted = amended.firstDay();
        if (start.isBefore(permitted) != ofEarlier) {
            return rule.notApplicable();
        }
        try {
            return notice.judge(visit, start, permitted);
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(rule, unknown);
        }
    }
}
