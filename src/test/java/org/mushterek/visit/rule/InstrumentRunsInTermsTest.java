package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.common.Message;

class InstrumentRunsInTermsTest {

    private final InstrumentRunsInTerms rule = new InstrumentRunsInTerms();

    @Test
    void isSatisfiedWhereTermsCanBeCounted() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void isUndeterminedWithoutEntryIntoForceOrTerm() {
        var unknown = rule.description()
                .undetermined(
                        "instrument",
                        Message.of("rule.LEG-02.missing").with("instrument", Message.of("test.title")),
                        Message.of("rule.LEG-02.missing.cure").with("instrument", Message.of("test.title")));

        assertThat(rule.judge(
                        aVisit().terms(new InstrumentTerms(null, Period.ofYears(1), Renewal.EACH_TERM, 90, null, null))
                                .facts()))
                .isEqualTo(unknown);
        assertThat(rule.judge(aVisit().terms(new InstrumentTerms(
                                LocalDate.of(2026, 10, 20), null, Renewal.EACH_TERM, 90, null, null))
                        .facts()))
                .isEqualTo(unknown);
        assertThat(unknown.isBlocking()).isFalse();
    }

    @Test
    void doesNotApplyWithoutAnInstrument() {
        assertThat(rule.judge(aVisit().terms(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }
}
