package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule, after NISPOM Appendix B, whose table has a period of its own for amendments: where the first day of a permitted
 * visit stays or moves later, this shorter period, in working days of the host, lies strictly between the day of receipt and
 * the permitted first day. So nothing is amended once the visit has begun. An earlier first day is judged by VIS-12 instead.
 */
record AmendmentIsGivenInTime(LeadTime leadTime) implements VisitRule {

    static final String NOTICE = "visit.amendmentNoticeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-13", CHECK, BLOCKS, NOTICE, ClockStartsAtDelivery.CUT_OFF)
            .serving(COMPARABLE, "NISPOM Appendix B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return LeadTime.ofAmendment(DESCRIPTION, visit, false, this::judge);
    }

    private Verdict judge(VisitFacts visit, LocalDate start, LocalDate permitted) {
        var calendar = visit.hostCalendar();
        var received = leadTime.received(visit);
        var latest = leadTime.latest(visit, permitted);
        if (!received.isAfter(latest)) {
            return DESCRIPTION.satisfied(calendar.remarksOn(received, permitted).toArray(Message[]::new));
        }
        return DESCRIPTION.breached(
                BLOCKS,
                List.of(new Fault(null, late(visit, received, permitted), tooLate())),
                calendar.remarksOn(latest, permitted));
    }

    /** Why a visit permitted from a day cannot be amended any more by what is received on another. */
    Message late(VisitFacts visit, LocalDate received, LocalDate permitted) {
        return DESCRIPTION
                .say("reason")
                .with("received", received)
                .with("permitted", permitted)
                .with("notice", leadTime.amendmentNotice(visit))
                .with("latest", leadTime.latest(visit, permitted));
    }

    /** What can still be done where it is too late to amend. */
    static Message tooLate() {
        return DESCRIPTION.say("cure");
    }
}
