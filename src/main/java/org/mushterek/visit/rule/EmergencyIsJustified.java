package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.NEEDS_WAIVER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitDocument.VisitKind;

/**
 * House rule, after NISPOM Appendix B, which knows emergency visits: a request that comes later than the notice period
 * allows is for one visit, says why it could not wait, is approved by a higher authority of the sending side, and still
 * leaves the host a shortest period.
 *
 * <p>An emergency that is in order waits for that approval, which is given like a waiver: by another hand, for this revision.
 * An amendment of a permitted visit is no emergency (VIS-11), and nobody is asked to approve it as one.
 */
record EmergencyIsJustified(LeadTime leadTime) implements VisitRule {

    static final String NOTICE = "visit.emergencyNoticeWorkingDays";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "VIS-08", CHECK, BLOCKS, NOTICE, ClockStartsAtDelivery.CUT_OFF, "waiver.VIS-08")
            .serving(COMPARABLE, "NISPOM Appendix B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var emergency = document.emergency();
        if (emergency == null || visit.amended() != null) {
            return DESCRIPTION.notApplicable();
        }
        var faults = new ArrayList<Fault>();
        var justification = emergency.justification();
        if (justification == null || justification.isBlank()) {
            faults.add(new Fault(
                    "emergency.justification",
                    DESCRIPTION.say("justification"),
                    DESCRIPTION.say("justification.cure")));
        }
        if (document.kind() != null && document.kind() != VisitKind.ONE_TIME) {
            faults.add(new Fault("kind", DESCRIPTION.say("kind"), DESCRIPTION.say("kind.cure")));
        }
        var start = document.from();
        if (start == null) {
            return faults.isEmpty() ? Stay.undetermined(DESCRIPTION, "dates.from") : DESCRIPTION.breached(faults);
        }
        try {
            judgeNotice(visit, start, faults);
        } catch (UnknownYear unknown) {
            return faults.isEmpty() ? MissingCalendar.undetermined(DESCRIPTION, unknown) : DESCRIPTION.breached(faults);
        }
        return faults.isEmpty()
                ? DESCRIPTION.breached(NEEDS_WAIVER, List.of(approval(document, start, justification)), List.of())
                : DESCRIPTION.breached(faults);
    }

    /** What waits for approval: these days for this reason, and no others. */
    private static Fault approval(VisitDocument document, LocalDate start, @Nullable String justification) {
        return new Fault(
                "emergency",
                DESCRIPTION
                        .say("approval")
                        .with("start", start)
                        .with("end", document.to() == null ? start : document.to())
                        .with("justification", String.valueOf(justification)),
                DESCRIPTION.say("approval.cure"));
    }

    private void judgeNotice(VisitFacts visit, LocalDate start, List<Fault> faults) {
        int notice = leadTime.emergencyNotice(visit);
        var received = leadTime.received(visit);
        var latest = visit.hostCalendar().latestDayFor(start, notice);
        if (received.isAfter(latest)) {
            faults.add(new Fault(
                    "dates.from",
                    DESCRIPTION
                            .say("late")
                            .with("received", received)
                            .with("start", start)
                            .with("notice", notice)
                            .with("latest", latest),
                    DESCRIPTION
                            .say("late.cure")
                            .with("earliestStart", visit.hostCalendar().earliestStartAfter(received, notice))));
        }
    }
}
