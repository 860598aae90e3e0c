package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;

/**
 * House rule, after the pause that some ministries make in December: while an authority takes no requests, the notice period
 * does not begin; what is received then counts from the first working day after the pause.
 */
record AuthorityTakesRequests(LeadTime leadTime) implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-19",
                    CHECK,
                    BLOCKS,
                    NoticeIsGivenInTime.NOTICE,
                    EmergencyIsJustified.NOTICE,
                    AmendmentIsGivenInTime.NOTICE,
                    ClockStartsAtDelivery.CUT_OFF)
            .serving(COMPARABLE, "Canada, Annex 6-B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var start = visit.document().from();
        if (start == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        try {
            var received = leadTime.received(visit);
            var begins = leadTime.begins(visit);
            if (begins.equals(received)) {
                return DESCRIPTION.notApplicable();
            }
            return judge(visit, start, received, begins);
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(DESCRIPTION, unknown);
        }
    }

    private Verdict judge(VisitFacts visit, LocalDate start, LocalDate received, LocalDate begins) {
        var reason = begins(visit, received, begins);
        if (!begins.isAfter(leadTime.latest(visit, start))) {
            return DESCRIPTION.satisfied(reason);
        }
        return DESCRIPTION.breached(
                "dates.from",
                reason,
                leadTime.earliestStart(visit, begins)
                        .map(earliest -> DESCRIPTION
                                .say("cure")
                                .with("notice", leadTime.notice(visit, earliest))
                                .with("earliestStart", earliest))
                        .orElseGet(AmendmentIsGivenInTime::tooLate));
    }

    /** That what is received while the host takes no requests counts from a later day. */
    static Message begins(VisitFacts visit, LocalDate received, LocalDate begins) {
        return DESCRIPTION
                .say("begins")
                .with("host", Message.of("side." + visit.document().hostState()))
                .with("received", received)
                .with("begins", begins);
    }
}
