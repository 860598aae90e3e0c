package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.VisitKind;

class LongVisitIsExtendedOrJustifiedTest {

    // Thirty days with both ends: 14 in February, 16 in March 2027.
    private static final LocalDate THIRTIETH_DAY = LocalDate.of(2027, 3, 16);

    private final LongVisitIsExtendedOrJustified rule = new LongVisitIsExtendedOrJustified(VisitFixture.PARAMETERS);

    @Test
    void passesUpToTheLimit() {
        assertThat(rule.judge(aVisit().to(THIRTIETH_DAY).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().to(THIRTIETH_DAY.minusDays(1)).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesADayLonger() {
        assertThat(rule.judge(aVisit().to(THIRTIETH_DAY.plusDays(1)).facts()))
                .isEqualTo(refused(31, 30, THIRTIETH_DAY));
    }

    @Test
    void passesALongVisitWithAJustification() {
        var visit = aVisit().to(THIRTIETH_DAY.plusDays(1));
        visit.justification = "The course lasts five weeks";
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());

        visit.justification = "  ";
        assertThat(rule.judge(visit.facts())).isEqualTo(refused(31, 30, THIRTIETH_DAY));
    }

    @Test
    void doesNotApplyToOtherKinds() {
        var visit = aVisit().to(THIRTIETH_DAY.plusDays(1));
        visit.kind = VisitKind.EXTENDED;
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void takesTheNewLimitFromItsFirstDay() {
        var visit = aVisit().to(LocalDate.of(2027, 3, 7));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(refused(21, 20, LocalDate.of(2027, 3, 6)));
    }

    @Test
    void isUndeterminedWithoutDatesOrKind() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        assertThat(rule.judge(aVisit().to(LocalDate.of(2027, 2, 14)).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.to"));

        var visit = aVisit();
        visit.kind = null;
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "kind", Message.of("rule.VIS-02.missing"), Message.of("rule.VIS-02.missing.cure")));
    }

    private Verdict refused(int days, int limit, LocalDate last) {
        return rule.description()
                .breached(
                        "kind",
                        Message.of("rule.VIS-02.reason").with("days", days).with("limit", limit),
                        Message.of("rule.VIS-02.cure").with("limit", limit).with("last", last));
    }
}
