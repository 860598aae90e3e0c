package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.baku;
import static org.mushterek.visit.rule.VisitFixture.endedByNotice;
import static org.mushterek.visit.rule.VisitFixture.inForceFrom;

import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;

class RenewalWindowIsWatchedTest {

    private final RenewalWindowIsWatched rule = new RenewalWindowIsWatched(PARAMETERS);

    // The term that begins on 1 July 2026 ends on 30 June 2027; notice closes on 1 April, 90 days before.
    private static final LocalDate IN_FORCE = LocalDate.of(2026, 7, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 6, 30);
    private static final LocalDate CLOSES = LocalDate.of(2027, 4, 1);
    private static final LocalDate FIRST = LAST.minusDays(120);
    private static final LocalDate SECOND = LAST.minusDays(100);

    @Test
    void isSilentUpToTheDayBeforeTheFirstWarning() {
        assertThat(judgeOn(FIRST.minusDays(1))).isEqualTo(rule.description().satisfied());
    }

    @Test
    void warnsFromTheFirstDayAndMoreLoudlyFromTheSecond() {
        assertThat(judgeOn(FIRST)).isEqualTo(warning("first"));
        assertThat(judgeOn(SECOND.minusDays(1))).isEqualTo(warning("first"));
        assertThat(judgeOn(SECOND)).isEqualTo(warning("second"));
        assertThat(warning("second").isBlocking()).isFalse();
    }

    @Test
    void warnsUntilNoticeHasClosed() {
        assertThat(judgeOn(CLOSES)).isEqualTo(warning("second"));
        assertThat(judgeOn(CLOSES.plusDays(1))).isEqualTo(rule.description().satisfied());
    }

    @Test
    void takesTheNewWarningDaysFromTheirFirstDay() {
        var visit = aVisit().terms(inForceFrom(IN_FORCE));
        visit.judgedAt = baku(FIRST.minusDays(1), 10, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(warning("first"));

        visit.judgedAt = baku(SECOND.minusDays(1), 10, 0, 0);
        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts())).isEqualTo(warning("first"));
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts())).isEqualTo(warning("second"));
    }

    @Test
    void doesNotApplyOnceNoticeWasGivenOrWithoutAnInstrument() {
        var given = aVisit().terms(endedByNotice(IN_FORCE, LocalDate.of(2027, 1, 5)));
        given.judgedAt = baku(SECOND, 10, 0, 0);

        assertThat(rule.judge(given.facts())).isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(aVisit().terms(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void isUndeterminedWithoutAPeriodOfNotice() {
        assertThat(rule.judge(aVisit().terms(
                                new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.EACH_TERM, null, null, null))
                        .facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "instrument",
                                Message.of("rule.LEG-03.missing").with("instrument", Message.of("test.title")),
                                Message.of("rule.LEG-03.missing.cure").with("instrument", Message.of("test.title"))));
    }

    private Verdict judgeOn(LocalDate today) {
        var visit = aVisit().terms(inForceFrom(IN_FORCE));
        visit.judgedAt = baku(today, 10, 0, 0);
        return rule.judge(visit.facts());
    }

    private Verdict warning(String name) {
        return rule.description()
                .breached(
                        "instrument",
                        Message.of("rule.LEG-03." + name)
                                .with("instrument", Message.of("test.title"))
                                .with("last", LAST)
                                .with("closes", CLOSES),
                        Message.of("rule.LEG-03.cure").with("closes", CLOSES));
    }
}
