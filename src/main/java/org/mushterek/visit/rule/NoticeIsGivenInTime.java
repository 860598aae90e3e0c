package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;

/**
 * House rule, after Canada's Annex 6-B: a request is received so early that the notice period, in working days of the
 * host, lies strictly between the day of receipt and the first day of the visit. An emergency is judged by VIS-08
 * instead, an amendment of a permitted visit by VIS-12 and VIS-13.
 */
record NoticeIsGivenInTime(DatedParameters parameters) implements VisitRule {

    static final String NOTICE = "visit.noticeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-07", CHECK, BLOCKS, NOTICE, ClockStartsAtDelivery.CUT_OFF)
            .serving(COMPARABLE, "Canada, Annex 6-B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        if (visit.document().emergency() != null || visit.amended() != null) {
            return DESCRIPTION.notApplicable();
        }
        var start = visit.document().from();
        if (start == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        try {
            return judge(visit, start);
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(DESCRIPTION, unknown);
        }
    }

    private Verdict judge(VisitFacts visit, LocalDate start) {
        var calendar = visit.hostCalendar();
        int notice = notice(visit);
        var received = new ClockStartsAtDelivery(parameters).receiptDay(visit);
        var latest = calendar.latestDayFor(start, notice);
        if (!received.isAfter(latest)) {
            return DESCRIPTION.satisfied(calendar.remarksOn(received, start).toArray(Message[]::new));
        }
        var earliestStart = calendar.earliestStartAfter(received, notice);
        var fault = new Fault(
                "dates.from",
                DESCRIPTION
                        .say("reason")
                        .with("received", received)
                        .with("start", start)
                        .with("notice", notice)
                        .with("latest", latest),
                DESCRIPTION.say("cure").with("earliestStart", earliestStart).with("latest", latest));
        var lastRead = start.isAfter(earliestStart) ? start : earliestStart;
        var firstRead = latest.isBefore(received) ? latest : received;
        return DESCRIPTION.breached(BLOCKS, List.of(fault), calendar.remarksOn(firstRead, lastRead));
    }

    private int notice(VisitFacts visit) {
        return parameters.on(visit.parametersDate()).workingDays(NOTICE);
    }
}
