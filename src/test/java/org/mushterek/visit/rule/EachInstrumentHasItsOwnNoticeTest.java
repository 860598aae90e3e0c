package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.common.Message;

class EachInstrumentHasItsOwnNoticeTest {

    private final EachInstrumentHasItsOwnNotice rule = new EachInstrumentHasItsOwnNotice();

    @Test
    void isSatisfiedByAnyKnownPeriod() {
        for (int days : List.of(30, 90)) {
            assertThat(rule.judge(aVisit().terms(noticeOf(days)).facts()))
                    .isEqualTo(rule.description().satisfied());
        }
    }

    @Test
    void isUndeterminedWhereThePeriodIsNotKnown() {
        assertThat(rule.judge(aVisit().terms(noticeOf(null)).facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "instrument",
                                Message.of("rule.LEG-04.missing").with("instrument", Message.of("test.title")),
                                Message.of("rule.LEG-04.missing.cure").with("instrument", Message.of("test.title"))));
    }

    @Test
    void doesNotApplyWithoutAnInstrument() {
        assertThat(rule.judge(aVisit().terms(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    private static InstrumentTerms noticeOf(@Nullable Integer days) {
        return new InstrumentTerms(LocalDate.of(2026, 10, 20), Period.ofYears(1), Renewal.EACH_TERM, days, null, null);
    }
}
