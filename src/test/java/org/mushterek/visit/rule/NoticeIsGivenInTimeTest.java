package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class NoticeIsGivenInTimeTest {

    // Twenty-one weekdays lie strictly between Thursday 14 January and Monday 15 February 2027.
    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate LATEST = LocalDate.of(2027, 1, 14);

    private final NoticeIsGivenInTime rule = new NoticeIsGivenInTime(VisitFixture.PARAMETERS);
    private final RuleDescription description = rule.description();

    @Test
    void passesOnTheLatestDay() {
        assertThat(rule.judge(aVisit().deliveredAt(LATEST, 17, 0, 0).facts()))
                .isEqualTo(description.satisfied(days(LATEST, START)));
    }

    @Test
    void passesADayEarlier() {
        var day = LATEST.minusDays(1);
        assertThat(rule.judge(aVisit().deliveredAt(day, 10, 0, 0).facts()))
                .isEqualTo(description.satisfied(days(day, START)));
    }

    @Test
    void refusesNoticeThatIsOneWorkingDayShort() {
        var late = LATEST.plusDays(1);
        assertThat(rule.judge(aVisit().deliveredAt(late, 9, 0, 0).facts()))
                .isEqualTo(refused(late, START, 21, LATEST, LocalDate.of(2027, 2, 16)));
    }

    @Test
    void refusesOnTheLatestDayOnceTheCutOffIsPassed() {
        assertThat(rule.judge(aVisit().deliveredAt(LATEST, 17, 0, 1).facts()))
                .isEqualTo(refused(LATEST.plusDays(1), START, 21, LATEST, LocalDate.of(2027, 2, 16)));
    }

    @Test
    void judgesAsIfDeliveredNowBeforeItIsDelivered() {
        var visit = aVisit();
        visit.judgedAt = VisitFixture.baku(LATEST.plusDays(1), 9, 0, 0);

        assertThat(rule.judge(visit.facts()).isBlocking()).isTrue();
    }

    @Test
    void takesTheNewNoticePeriodFromItsFirstDay() {
        var visit = aVisit().deliveredAt(LATEST, 9, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(description.satisfied(days(LATEST, START)));
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(refused(LATEST, START, 25, LocalDate.of(2027, 1, 8), LocalDate.of(2027, 2, 19)));
    }

    @Test
    void isUndeterminedWithoutAFirstDay() {
        assertThat(rule.judge(aVisit().from(null).facts())).isEqualTo(Stay.undetermined(description, "dates.from"));
    }

    @Test
    void isUndeterminedWhereNoCalendarIsLoaded() {
        assertThat(rule.judge(aVisit().from(LocalDate.of(2028, 2, 15)).facts()))
                .isEqualTo(VisitFixture.withoutCalendar(description));
    }

    private Verdict refused(LocalDate received, LocalDate start, int notice, LocalDate latest, LocalDate earliest) {
        return description.breached(
                Severity.BLOCKS,
                List.of(new Fault(
                        "dates.from",
                        Message.of("rule.VIS-07.reason")
                                .with("received", received)
                                .with("start", start)
                                .with("notice", notice)
                                .with("latest", latest),
                        Message.of("rule.VIS-07.cure")
                                .with("earliestStart", earliest)
                                .with("latest", latest))),
                List.of(days(latest, earliest)));
    }

    private static Message days(LocalDate from, LocalDate to) {
        return Message.of("test.days").with("from", from).with("to", to);
    }
}
