package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class EarlierVisitHasFreshNoticeTest {

    // Twenty-one weekdays lie strictly between Wednesday 13 January and Friday 12 February 2027.
    private static final LocalDate WISHED = LocalDate.of(2027, 2, 12);
    private static final LocalDate LATEST = LocalDate.of(2027, 1, 13);
    private static final LocalDate PERMITTED = LocalDate.of(2027, 2, 15);

    private final EarlierVisitHasFreshNotice rule =
            new EarlierVisitHasFreshNotice(new LeadTime(PARAMETERS, new Blackouts(List.of())));

    @Test
    void judgesNoFirstRequest() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void judgesNoVisitThatBeginsAsPermittedOrLater() {
        assertThat(rule.judge(amendment(PERMITTED).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(amendment(PERMITTED.plusDays(1)).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesUpToTheLatestDay() {
        assertThat(rule.judge(amendment(WISHED)
                        .deliveredAt(LATEST.minusDays(1), 10, 0, 0)
                        .facts()))
                .isEqualTo(rule.description().satisfied(days(LATEST.minusDays(1), WISHED)));
        assertThat(rule.judge(amendment(WISHED).deliveredAt(LATEST, 17, 0, 0).facts()))
                .isEqualTo(rule.description().satisfied(days(LATEST, WISHED)));
    }

    @Test
    void namesTheFirstDayBeforeThePermittedOneThatIsStillLawful() {
        // Twenty-one weekdays lie strictly between Thursday 14 January and Saturday 13 February.
        assertThat(rule.judge(amendment(WISHED).deliveredAt(LATEST, 17, 0, 1).facts()))
                .isEqualTo(refused(
                        LATEST.plusDays(1),
                        21,
                        LATEST,
                        cure(LocalDate.of(2027, 2, 13)).with("shorter", 10)));
    }

    @Test
    void tellsToKeepThePermittedDayWhereNoEarlierOneIsLawful() {
        for (var received : List.of(LocalDate.of(2027, 1, 15), LocalDate.of(2027, 1, 29))) {
            assertThat(rule.judge(
                            amendment(WISHED).deliveredAt(received, 10, 0, 0).facts()))
                    .isEqualTo(refused(received, 21, LATEST, keep(10)));
        }
    }

    @Test
    void tellsThatItIsTooLateWhereThePermittedDayIsTooNearAsWell() {
        var received = LocalDate.of(2027, 2, 1);

        assertThat(rule.judge(amendment(WISHED).deliveredAt(received, 10, 0, 0).facts()))
                .isEqualTo(refused(received, 21, LATEST, Message.of("rule.VIS-13.cure")));
    }

    @Test
    void takesTheNewPeriodsFromTheirFirstDay() {
        // Twenty-five weekdays lie strictly between Thursday 7 January and 12 February.
        var visit = amendment(WISHED).deliveredAt(LocalDate.of(2027, 1, 8), 9, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied(days(LocalDate.of(2027, 1, 8), WISHED)));
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(refused(
                        LocalDate.of(2027, 1, 8),
                        25,
                        LocalDate.of(2027, 1, 7),
                        cure(LocalDate.of(2027, 2, 13)).with("shorter", 12)));
    }

    @Test
    void isUndeterminedWithoutAFirstDayOrACalendar() {
        assertThat(rule.judge(amendment(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
        assertThat(rule.judge(amendment(WISHED)
                        .deliveredAt(LocalDate.of(2028, 1, 3), 9, 0, 0)
                        .facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    private static VisitFixture amendment(@Nullable LocalDate wished) {
        return aVisit().from(wished).amending(aVisit());
    }

    private static Message cure(LocalDate earliest) {
        return Message.of("rule.VIS-12.cure").with("earliestStart", earliest).with("permitted", PERMITTED);
    }

    private static Message keep(int shorter) {
        return Message.of("rule.VIS-12.keep").with("permitted", PERMITTED).with("shorter", shorter);
    }

    private Verdict refused(LocalDate received, int notice, LocalDate latest, Message cure) {
        return rule.description()
                .breached(
                        Severity.BLOCKS,
                        List.of(new Fault(
                                "dates.from",
                                Message.of("rule.VIS-12.reason")
                                        .with("received", received)
                                        .with("start", WISHED)
                                        .with("permitted", PERMITTED)
                                        .with("notice", notice)
                                        .with("latest", latest),
                                cure)),
                        List.of(days(latest, PERMITTED)));
    }

    private static Message days(LocalDate from, LocalDate to) {
        return Message.of("test.days").with("from", from).with("to", to);
    }
}
