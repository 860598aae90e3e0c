package org.mushterek.incident.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.Duration;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.incident.rule.IncidentFacts.Kind;

/**
 * House rule, serving what the press reports of the memorandum (MEM-08: the host informs the sending side of any injury or death):
 * the first notice goes out within an hour of when the host's officers learned of it. A late notice is sent all the same.
 */
record InjuryAndDeathAreTold(DatedParameters parameters) implements IncidentRule {

    static final String HOURS = "incident.firstNoticeHours";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "INC-01",
                    CHECK,
                    WARNS,
                    HOURS,
                    "incident.recordingHours",
                    "incident.receiptHours",
                    "incident.writtenNoticeHours",
                    "incident.closingWorkingDays")
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(IncidentFacts incident) {
        var notice = incident.notice();
        return notice == null || notice.kind() == Kind.ARREST
                ? DESCRIPTION.notApplicable()
                : inTime(
                        DESCRIPTION,
                        notice,
                        parameters.on(incident.parametersDate()).hours(HOURS));
    }

    /** Whether the first notice went out within so many hours; at the full hour it is still in time. */
    static Verdict inTime(RuleDescription description, IncidentFacts.NoticeFacts notice, int hours) {
        var late = Duration.between(notice.learnedAt(), notice.toldAt());
        return late.compareTo(Duration.ofHours(hours)) <= 0
                ? description.satisfied()
                : description.breached(
                        "toldAt",
                        description
                                .say("reason")
                                .with("hours", hours)
                                .with("taken", late.toHours())
                                .with("minutes", late.toMinutesPart()),
                        description.say("cure").with("hours", hours));
    }
}
