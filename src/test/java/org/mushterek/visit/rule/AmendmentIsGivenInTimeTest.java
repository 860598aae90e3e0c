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

class AmendmentIsGivenInTimeTest {

    // Ten weekdays lie strictly between Friday 29 January and Monday 15 February 2027.
    private static final LocalDate PERMITTED = LocalDate.of(2027, 2, 15);
    private static final LocalDate LATEST = LocalDate.of(2027, 1, 29);
    private static final LocalDate MONDAY = LocalDate.of(2027, 2, 1);

    private final AmendmentIsGivenInTime rule =
            new AmendmentIsGivenInTime(new LeadTime(PARAMETERS, new Blackouts(List.of())));

    @Test
    void judgesNoFirstRequest() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void judgesNoVisitThatBeginsEarlier() {
        assertThat(rule.judge(amendment(PERMITTED.minusDays(1))
                        .deliveredAt(MONDAY, 10, 0, 0)
                        .facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesUpToTheLatestDayWhetherTheVisitStaysOrMovesLater() {
        for (var wished : List.of(PERMITTED, PERMITTED.plusDays(7))) {
            assertThat(rule.judge(amendment(wished)
                            .deliveredAt(LATEST.minusDays(1), 10, 0, 0)
                            .facts()))
                    .isEqualTo(rule.description().satisfied(days(LATEST.minusDays(1), PERMITTED)));
            assertThat(rule.judge(
                            amendment(wished).deliveredAt(LATEST, 17, 0, 0).facts()))
                    .isEqualTo(rule.description().satisfied(days(LATEST, PERMITTED)));
        }
    }

    @Test
    void refusesWhatIsReceivedLaterHoweverFarTheVisitMoves() {
        for (var wished : List.of(PERMITTED, PERMITTED.plusDays(7), PERMITTED.plusDays(60))) {
            assertThat(rule.judge(
                            amendment(wished).deliveredAt(LATEST, 17, 0, 1).facts()))
                    .isEqualTo(refused(MONDAY, 10, LATEST));
        }
    }

    @Test
    void refusesAVisitThatHasBegun() {
        var second = PERMITTED.plusDays(1);

        assertThat(rule.judge(amendment(PERMITTED).deliveredAt(second, 10, 0, 0).facts()))
                .isEqualTo(refused(second, 10, LATEST));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        // Twelve weekdays lie strictly between Wednesday 27 January and 15 February.
        var visit = amendment(PERMITTED).deliveredAt(LocalDate.of(2027, 1, 28), 9, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied(days(LocalDate.of(2027, 1, 28), PERMITTED)));
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(refused(LocalDate.of(2027, 1, 28), 12, LocalDate.of(2027, 1, 27)));
    }

    @Test
    void isUndeterminedWithoutAFirstDayOrACalendar() {
        assertThat(rule.judge(amendment(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
        assertThat(rule.judge(amendment(PERMITTED)
                        .deliveredAt(LocalDate.of(2028, 1, 3), 9, 0, 0)
                        .facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    /** The notice period of a first request is not asked for where the shorter one of amendments is. */
    @Test
    void standsInForTheNoticePeriod() {
        var late = aVisit().deliveredAt(LATEST, 10, 0, 0);
        var notice = new NoticeIsGivenInTime(PARAMETERS);
        assertThat(notice.judge(late.facts()).isBlocking()).isTrue();

        assertThat(notice.judge(late.amending(aVisit()).facts()))
                .isEqualTo(notice.description().notApplicable());
        assertThat(rule.judge(late.facts())).isEqualTo(rule.description().satisfied(days(LATEST, PERMITTED)));
    }

    private static VisitFixture amendment(@Nullable LocalDate wished) {
        return aVisit().from(wished).amending(aVisit());
    }

    private Verdict refused(LocalDate received, int notice, LocalDate latest) {
        return rule.description()
                .breached(
                        Severity.BLOCKS,
                        List.of(new Fault(
                                null,
                                Message.of("rule.VIS-13.reason")
                                        .with("received", received)
                                        .with("permitted", PERMITTED)
                                        .with("notice", notice)
                                        .with("latest", latest),
                                Message.of("rule.VIS-13.cure"))),
                        List.of(days(latest, PERMITTED)));
    }

    private static Message days(LocalDate from, LocalDate to) {
        return Message.of("test.days").with("from", from).with("to", to);
    }
}
