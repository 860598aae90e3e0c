package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.VisitKind;

class RecurringVisitIsReviewedYearlyTest {

    private final RecurringVisitIsReviewedYearly rule = new RecurringVisitIsReviewedYearly(PARAMETERS);

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate LAST = LocalDate.of(2028, 2, 14);

    @Test
    void passesUpToTheLastDayOfTheYear() {
        assertThat(rule.judge(recurring(LAST.minusDays(1)).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(recurring(LAST).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesOneDayMore() {
        assertThat(rule.judge(recurring(LAST.plusDays(1)).facts())).isEqualTo(refused(LAST.plusDays(1), 12, LAST));
    }

    @Test
    void countsAWholeYearFromTheTwentyNinthOfFebruary() {
        var last = LocalDate.of(2029, 2, 28);

        assertThat(rule.judge(recurring(last).from(LocalDate.of(2028, 2, 29)).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(recurring(last.plusDays(1))
                        .from(LocalDate.of(2028, 2, 29))
                        .facts()))
                .isEqualTo(refused(last.plusDays(1), 12, last));
    }

    @Test
    void takesTheNewLimitFromItsFirstDay() {
        var visit = recurring(LAST);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(refused(LAST, 6, LocalDate.of(2027, 8, 14)));
    }

    @Test
    void isUndeterminedWithoutKindOrDates() {
        var visit = recurring(LAST);
        assertThat(rule.judge(visit.to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        visit.kind = null;
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "kind", Message.of("rule.VIS-04.missing"), Message.of("rule.VIS-04.missing.cure")));
    }

    @Test
    void doesNotApplyToOtherKinds() {
        assertThat(rule.judge(aVisit().to(LAST.plusYears(1)).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    private static VisitFixture recurring(LocalDate to) {
        var visit = aVisit().from(START).to(to);
        visit.kind = VisitKind.RECURRING;
        return visit;
    }

    private Verdict refused(LocalDate to, int months, LocalDate last) {
        return rule.description()
                .breached(
                        "dates.to",
                        Message.of("rule.VIS-04.reason").with("to", to).with("months", months),
                        Message.of("rule.VIS-04.cure").with("last", last));
    }
}
