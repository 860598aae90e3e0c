package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Emergency;

class AuthorityTakesRequestsTest {

    private final AuthorityTakesRequests rule =
            new AuthorityTakesRequests(new LeadTime(PARAMETERS, BlackoutsTest.PAUSES));

    // Azerbaijan's authority takes no requests from Monday 11 to Friday 15 January 2027.
    private static final LocalDate FIRST = LocalDate.of(2027, 1, 11);
    private static final LocalDate LAST = LocalDate.of(2027, 1, 15);
    private static final LocalDate REOPENED = LocalDate.of(2027, 1, 18);
    // Twenty-one weekdays lie strictly between 18 January and Wednesday 17 February.
    private static final LocalDate EARLIEST = LocalDate.of(2027, 2, 17);

    @Test
    void countsNoticeFromTheFirstWorkingDayAfterThePause() {
        for (var received : List.of(FIRST, LAST)) {
            assertThat(rule.judge(received(received).from(EARLIEST).facts()))
                    .isEqualTo(rule.description().satisfied(begins(received)));
            assertThat(rule.judge(received(received).from(EARLIEST.minusDays(1)).facts()))
                    .isEqualTo(rule.description()
                            .breached(
                                    "dates.from",
                                    begins(received),
                                    Message.of("rule.VIS-19.cure")
                                            .with("notice", 21)
                                            .with("earliestStart", EARLIEST)));
        }
    }

    @Test
    void doesNotApplyADayBeforeAndAfterThePause() {
        assertThat(rule.judge(received(LocalDate.of(2027, 1, 8)).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(received(REOPENED).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void touchesOnlyTheAuthorityThatPauses() {
        var visit = received(FIRST);
        visit.sendingState = "AZE";
        visit.hostState = "TUR";

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void touchesCasesFromTheDayOfItsAnnouncement() {
        var announced = LocalDate.of(2026, 12, 1);

        assertThat(rule.judge(received(FIRST).judgedAs(announced.minusDays(1)).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(received(FIRST).judgedAs(announced).from(EARLIEST).facts()))
                .isEqualTo(rule.description().satisfied(begins(FIRST)));
    }

    @Test
    void takesTheNoticePeriodOfTheCasesDate() {
        assertThat(rule.judge(
                        received(FIRST).from(EARLIEST).judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied(begins(FIRST)));
        assertThat(rule.judge(received(FIRST).from(EARLIEST).judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "dates.from",
                                begins(FIRST),
                                Message.of("rule.VIS-19.cure")
                                        .with("notice", 25)
                                        .with("earliestStart", LocalDate.of(2027, 2, 23))));
    }

    @Test
    void leavesAnEmergencyItsShorterPeriod() {
        var visit = received(FIRST).from(LocalDate.of(2027, 1, 22));
        visit.emergency = new Emergency("Landslide");
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied(begins(FIRST)));
        assertThat(rule.judge(visit.from(LocalDate.of(2027, 1, 21)).facts()).isBlocking())
                .isTrue();
    }

    @Test
    void countsTheShorterNoticeOfAnAmendmentToThePermittedDayHoweverFarItMoves() {
        // Ten weekdays lie strictly between 18 January and Tuesday 2 February.
        var permitted = LocalDate.of(2027, 2, 2);
        for (var wished : List.of(permitted, permitted.plusDays(30))) {
            assertThat(rule.judge(amendment(permitted, wished).facts()))
                    .isEqualTo(rule.description().satisfied(begins(FIRST)));
            assertThat(rule.judge(amendment(permitted.minusDays(1), wished).facts()))
                    .isEqualTo(
                            rule.description().breached("dates.from", begins(FIRST), Message.of("rule.VIS-13.cure")));
        }
    }

    @Test
    void countsFreshNoticeToAnEarlierDayThanThePermittedOne() {
        var permitted = LocalDate.of(2027, 3, 1);

        assertThat(rule.judge(amendment(permitted, EARLIEST).facts()))
                .isEqualTo(rule.description().satisfied(begins(FIRST)));
        assertThat(rule.judge(amendment(permitted, EARLIEST.minusDays(1)).facts()))
                .isEqualTo(start(21, EARLIEST));
        // On the permitted day itself the shorter notice is enough.
        assertThat(rule.judge(amendment(EARLIEST, EARLIEST.minusDays(1)).facts()))
                .isEqualTo(start(10, EARLIEST));
    }

    @Test
    void leavesAnAmendmentNoShorterPeriodThanThatWhereItClaimsAnEmergency() {
        var earlier = amendment(LocalDate.of(2027, 3, 1), EARLIEST.minusDays(1));
        earlier.emergency = new Emergency("Landslide");

        assertThat(rule.judge(earlier.facts())).isEqualTo(start(21, EARLIEST));
    }

    @Test
    void movesTheEarliestLawfulStart() {
        var visit = received(FIRST);

        assertThat(new VisitRuleBook(PARAMETERS, BlackoutsTest.PAUSES)
                        .earliestLawfulStart(visit.facts())
                        .day())
                .isEqualTo(EARLIEST);
        assertThat(new VisitRuleBook(PARAMETERS, new Blackouts(List.of()))
                        .earliestLawfulStart(visit.facts())
                        .day())
                .isEqualTo(LocalDate.of(2027, 2, 10));
    }

    @Test
    void isUndeterminedWithoutAFirstDayOrACalendar() {
        assertThat(rule.judge(received(FIRST).from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
        assertThat(rule.judge(received(LocalDate.of(2028, 1, 3)).facts()))
                .isEqualTo(VisitFixture.withoutCalendar(rule.description()));
    }

    private static VisitFixture received(LocalDate day) {
        return aVisit().deliveredAt(day, 10, 0, 0);
    }

    private static VisitFixture amendment(LocalDate permitted, LocalDate wished) {
        return received(FIRST).from(wished).amending(aVisit().from(permitted));
    }

    private Verdict start(int notice, LocalDate earliest) {
        return rule.description()
                .breached(
                        "dates.from",
                        begins(FIRST),
                        Message.of("rule.VIS-19.cure").with("notice", notice).with("earliestStart", earliest));
    }

    private static Message begins(LocalDate received) {
        return Message.of("rule.VIS-19.begins")
                .with("host", Message.of("side.AZE"))
                .with("received", received)
                .with("begins", REOPENED);
    }
}
