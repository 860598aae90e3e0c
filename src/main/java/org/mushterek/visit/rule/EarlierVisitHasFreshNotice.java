package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

/**
 * House rule: an amendment that lets a permitted visit begin earlier gives the host the whole notice period once more (VIS-07),
 * counted to the wished first day. Where the first day stays or moves later, VIS-13 judges the amendment instead.
 */
record EarlierVisitHasFreshNotice(LeadTime leadTime) implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
            "VIS-12",
            CHECK,
            BLOCKS,
            NoticeIsGivenInTime.NOTICE,
            AmendmentIsGivenInTime.NOTICE,
            ClockStartsAtDelivery.CUT_OFF);

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        return LeadTime.ofAmendment(DESCRIPTION, visit, true, this::judge);
    }

    private Verdict judge(VisitFacts visit, LocalDate start, LocalDate permitted) {
        var calendar = visit.hostCalendar();
        var received = leadTime.received(visit);
        var latest = leadTime.latest(visit, start);
        if (!received.isAfter(latest)) {
            return DESCRIPTION.satisfied(calendar.remarksOn(received, start).toArray(Message[]::new));
        }
        var fault = new Fault(
                "dates.from",
                DESCRIPTION
                        .say("reason")
                        .with("received", received)
                        .with("start", start)
                        .with("permitted", permitted)
                        .with("notice", leadTime.notice(visit, start))
                        .with("latest", latest),
                leadTime.earliestStart(visit, received)
                        .map(earliest -> cure(visit, earliest, permitted))
                        .orElseGet(AmendmentIsGivenInTime::tooLate));
        return DESCRIPTION.breached(BLOCKS, List.of(fault), calendar.remarksOn(latest, permitted));
    }

    private Message cure(VisitFacts visit, LocalDate earliest, LocalDate permitted) {
        var cure = earliest.isBefore(permitted)
                ? DESCRIPTION.say("cure").with("earliestStart", earliest)
                : DESCRIPTION.say("keep");
        return cure.with("permitted", permitted).with("shorter", leadTime.amendmentNotice(visit));
    }
}
