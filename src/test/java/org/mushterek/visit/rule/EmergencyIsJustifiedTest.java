package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.agreement.rule.Waiver;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Emergency;
import org.mushterek.visit.VisitDocument.VisitKind;

class EmergencyIsJustifiedTest {

    private final EmergencyIsJustified rule =
            new EmergencyIsJustified(new LeadTime(PARAMETERS, new Blackouts(List.of())));

    // Three weekdays lie strictly between Tuesday 9 and Monday 15 February 2027.
    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate LATEST = LocalDate.of(2027, 2, 9);

    @Test
    void leavesAJustifiedEmergencyToTheHigherAuthorityUpToTheLatestDay() {
        assertThat(rule.judge(
                        emergency().deliveredAt(LATEST.minusDays(1), 10, 0, 0).facts()))
                .isEqualTo(waitsForApproval());
        assertThat(rule.judge(emergency().deliveredAt(LATEST, 17, 0, 0).facts()))
                .isEqualTo(waitsForApproval());
    }

    @Test
    void refusesAnEmergencyThatLeavesTheHostADayLess() {
        assertThat(rule.judge(emergency().deliveredAt(LATEST, 17, 0, 1).facts()))
                .isEqualTo(late(LATEST.plusDays(1), 3, LATEST, LocalDate.of(2027, 2, 16)));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        var visit = emergency().deliveredAt(LATEST, 10, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts())).isEqualTo(waitsForApproval());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(late(LATEST, 5, LocalDate.of(2027, 2, 5), LocalDate.of(2027, 2, 17)));
    }

    @Test
    void refusesAnEmergencyWithoutJustificationOrForMoreThanOneVisit() {
        var visit = emergency();
        visit.emergency = new Emergency(" ");
        visit.kind = VisitKind.RECURRING;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(List.of(fault("emergency.justification", "justification"), fault("kind", "kind"))));
    }

    @Test
    void isUndeterminedWithoutAFirstDayOrACalendar() {
        assertThat(rule.judge(emergency().from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
        assertThat(rule.judge(emergency().from(LocalDate.of(2028, 2, 15)).facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    @Test
    void tellsWhatIsWrongThoughTheDatesAreMissing() {
        var visit = emergency().from(null);
        visit.emergency = new Emergency(null);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description().breached(List.of(fault("emergency.justification", "justification"))));
    }

    @Test
    void standsInForTheNoticePeriod() {
        var late = aVisit().deliveredAt(LATEST, 10, 0, 0);
        var notice = new NoticeIsGivenInTime(PARAMETERS);
        assertThat(notice.judge(late.facts()).isBlocking()).isTrue();
        assertThat(rule.judge(late.facts())).isEqualTo(rule.description().notApplicable());

        late.emergency = emergency().emergency;
        assertThat(notice.judge(late.facts())).isEqualTo(notice.description().notApplicable());
        assertThat(rule.judge(late.facts())).isEqualTo(waitsForApproval());
    }

    /** Otherwise an officer would be sent for an approval of what VIS-11 refuses. */
    @Test
    void asksNobodyToApproveAnAmendmentAsAnEmergency() {
        var amendment = emergency().deliveredAt(LATEST, 17, 0, 0).amending(aVisit());

        assertThat(rule.judge(amendment.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void goesOnOnceTheHigherAuthorityHasApproved() {
        var approval = new Waiver("VIS-08", "commander", "Approved", LATEST);
        var judged = new Judgement(
                List.of(rule.judge(emergency().deliveredAt(LATEST, 17, 0, 0).facts())));

        assertThat(judged.needsOnlyWaivers()).isTrue();
        assertThat(judged.waiving(List.of(approval)).verdicts())
                .containsExactly(new Verdict.Waived((Verdict.Breached) waitsForApproval(), approval));
        assertThat(judged.waiving(List.of(approval)).passes()).isTrue();
    }

    private Verdict waitsForApproval() {
        return rule.description()
                .breached(
                        Severity.NEEDS_WAIVER,
                        List.of(new Fault(
                                "emergency",
                                Message.of("rule.VIS-08.approval")
                                        .with("start", START)
                                        .with("end", LocalDate.of(2027, 2, 24))
                                        .with("justification", "A landslide closed the training area"),
                                Message.of("rule.VIS-08.approval.cure"))),
                        List.of());
    }

    private static VisitFixture emergency() {
        var visit = aVisit().from(START);
        visit.emergency = new Emergency("A landslide closed the training area");
        return visit;
    }

    private static Fault fault(String place, String name) {
        return new Fault(place, Message.of("rule.VIS-08." + name), Message.of("rule.VIS-08." + name + ".cure"));
    }

    private Verdict late(LocalDate received, int notice, LocalDate latest, LocalDate earliest) {
        return rule.description()
                .breached(
                        "dates.from",
                        Message.of("rule.VIS-08.late")
                                .with("received", received)
                                .with("start", START)
                                .with("notice", notice)
                                .with("latest", latest),
                        Message.of("rule.VIS-08.late.cure").with("earliestStart", earliest));
    }
}
