package org.mushterek.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.Coverage.State;
import org.mushterek.agreement.Instrument.Notice;
import org.mushterek.agreement.Instrument.Renewal;

class InstrumentTermsTest {

    private static final LocalDate IN_FORCE = LocalDate.of(2026, 10, 20);
    private static final LocalDate LAST = LocalDate.of(2027, 10, 19);
    /** Ninety days before the last day: 19 in October, 30 in September, 31 in August, 10 in July. */
    private static final LocalDate NOTICE_CLOSES = LocalDate.of(2027, 7, 21);

    private static final Term FIRST_TERM = new Term(1, IN_FORCE, LAST);
    private static final Term SECOND_TERM = new Term(2, LAST.plusDays(1), LAST.plusYears(1));

    @Test
    void findsTheTermOfADayAtBothEnds() {
        var terms = yearly(null);
        assertThat(terms.termCovering(IN_FORCE.minusDays(1))).isEmpty();
        assertThat(terms.termCovering(IN_FORCE)).contains(FIRST_TERM);
        assertThat(terms.termCovering(LAST)).contains(FIRST_TERM);
        assertThat(terms.termCovering(LAST.plusDays(1))).contains(SECOND_TERM);
    }

    @Test
    void keepsTheTwentyNinthOfFebruary() {
        var terms =
                new InstrumentTerms(LocalDate.of(2024, 2, 29), Period.ofYears(1), Renewal.EACH_TERM, 90, null, null);
        assertThat(terms.termCovering(LocalDate.of(2028, 2, 29)))
                .contains(new Term(5, LocalDate.of(2028, 2, 29), LocalDate.of(2029, 2, 28)));
        assertThat(terms.termCovering(LocalDate.of(2029, 2, 28)).map(Term::number))
                .contains(5);
        assertThat(terms.termCovering(LocalDate.of(2029, 3, 1)))
                .contains(new Term(6, LocalDate.of(2029, 3, 1), LocalDate.of(2030, 2, 28)));
        assertThat(terms.termCovering(LocalDate.of(2032, 2, 28)))
                .contains(new Term(8, LocalDate.of(2031, 3, 1), LocalDate.of(2032, 2, 28)));
    }

    @Test
    void closesTheWindowForNoticeNinetyDaysBeforeTheLastDay() {
        assertThat(yearly(null).noticeWindow(NOTICE_CLOSES))
                .contains(new NoticeWindow(FIRST_TERM, NOTICE_CLOSES, true));
        assertThat(yearly(null).noticeWindow(NOTICE_CLOSES.plusDays(1)))
                .contains(new NoticeWindow(FIRST_TERM, NOTICE_CLOSES, false));
    }

    @Test
    void closesTheWindowOfTheSisterMemorandumThirtyDaysBefore() {
        var sister = new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.EACH_TERM, 30, null, null);
        assertThat(sister.noticeWindow(IN_FORCE).map(NoticeWindow::closesOn)).contains(LocalDate.of(2027, 9, 19));
    }

    @Test
    void hasNoWindowForNoticeWhereItIsOverOrUnknown() {
        assertThat(yearly(new Notice(IN_FORCE, "TUR")).noticeWindow(LAST.plusDays(1)))
                .isEmpty();
        assertThat(new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.EACH_TERM, null, null, null)
                        .noticeWindow(IN_FORCE))
                .isEmpty();
        assertThat(new InstrumentTerms(null, Period.ofYears(1), Renewal.EACH_TERM, 90, null, null)
                        .noticeWindow(IN_FORCE))
                .isEmpty();
    }

    @Test
    void endsTheTermWithNoticeOnTheLastDayForItAndTheNextTermADayLater() {
        assertThat(yearly(new Notice(NOTICE_CLOSES, "TUR")).endsOn()).contains(LAST);
        assertThat(yearly(new Notice(NOTICE_CLOSES.plusDays(1), "TUR")).endsOn())
                .contains(LAST.plusYears(1));
    }

    @Test
    void takesNoticeToBeInTimeWhereThePeriodIsUnknown() {
        assertThat(new InstrumentTerms(
                                IN_FORCE, Period.ofYears(1), Renewal.EACH_TERM, null, new Notice(LAST, "TUR"), null)
                        .endsOn())
                .contains(LAST);
    }

    @Test
    void endsByTextByTerminationOrByTheEarlierOfBoth() {
        assertThat(of(Renewal.NONE).endsOn()).contains(LAST);
        assertThat(of(Renewal.ONCE).endsOn()).contains(LAST.plusYears(1));
        assertThat(of(Renewal.EACH_TERM).endsOn()).isEmpty();
        var terminated = LocalDate.of(2027, 5, 1);
        assertThat(new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.NONE, 90, null, terminated).endsOn())
                .contains(terminated);
        assertThat(new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.NONE, 90, null, LAST.plusDays(9)).endsOn())
                .contains(LAST);
        assertThat(new InstrumentTerms(null, null, Renewal.UNKNOWN, null, null, terminated).endsOn())
                .isEqualTo(Optional.of(terminated));
    }

    @Test
    void coversDaysOfTheCurrentTermOnly() {
        var terms = yearly(null);
        assertThat(terms.coverage(IN_FORCE, LAST, IN_FORCE))
                .isEqualTo(new Coverage(State.CERTAIN, FIRST_TERM, LAST, NOTICE_CLOSES));
        assertThat(terms.coverage(LAST, LAST.plusDays(1), NOTICE_CLOSES))
                .isEqualTo(new Coverage(State.RENEWABLE, FIRST_TERM, LAST, NOTICE_CLOSES));
        assertThat(terms.coverage(LAST, LAST.plusDays(1), NOTICE_CLOSES.plusDays(1)))
                .isEqualTo(new Coverage(State.RENEWAL_DUE, FIRST_TERM, LAST, NOTICE_CLOSES));
        assertThat(terms.coverage(LAST, LAST.plusDays(1), LAST.plusDays(1)).state())
                .isEqualTo(State.CERTAIN);
    }

    @Test
    void refusesDaysBeforeEntryIntoForceAndAfterTheEnd() {
        assertThat(yearly(null)
                        .coverage(IN_FORCE.minusDays(1), IN_FORCE, IN_FORCE)
                        .state())
                .isEqualTo(State.NOT_YET);
        var ending = yearly(new Notice(NOTICE_CLOSES, "TUR"));
        assertThat(ending.coverage(LAST, LAST, NOTICE_CLOSES))
                .isEqualTo(new Coverage(State.CERTAIN, FIRST_TERM, LAST, NOTICE_CLOSES));
        assertThat(ending.coverage(LAST, LAST.plusDays(1), NOTICE_CLOSES))
                .isEqualTo(new Coverage(State.ENDED, FIRST_TERM, LAST, null));
        assertThat(ending.coverage(LAST.plusDays(5), LAST.plusDays(6), LAST.plusDays(1)))
                .isEqualTo(new Coverage(State.ENDED, null, LAST, null));
    }

    @Test
    void isCertainInTheSecondTermWhenNoticeCameTooLateForTheFirst() {
        var terms = yearly(new Notice(NOTICE_CLOSES.plusDays(1), "TUR"));
        assertThat(terms.coverage(LAST, LAST.plusYears(1), NOTICE_CLOSES.plusDays(1))
                        .state())
                .isEqualTo(State.CERTAIN);
        assertThat(terms.coverage(LAST, LAST.plusYears(1).plusDays(1), NOTICE_CLOSES.plusDays(1))
                        .state())
                .isEqualTo(State.ENDED);
    }

    @Test
    void doesNotGuessHowOftenItRenews() {
        var terms = of(Renewal.AUTOMATIC_EXTENT_UNKNOWN);
        var secondEnds = LAST.plusYears(1);
        assertThat(terms.coverage(LAST, secondEnds, IN_FORCE).state()).isEqualTo(State.RENEWABLE);
        assertThat(terms.coverage(LAST, secondEnds.plusDays(1), IN_FORCE).state())
                .isEqualTo(State.RENEWAL_UNKNOWN);
        assertThat(terms.coverage(secondEnds, secondEnds, secondEnds).state()).isEqualTo(State.CERTAIN);
        assertThat(terms.coverage(secondEnds.plusDays(1), secondEnds.plusDays(1), secondEnds.plusDays(1))
                        .state())
                .isEqualTo(State.RENEWAL_UNKNOWN);
        assertThat(of(Renewal.UNKNOWN)
                        .coverage(LAST, LAST.plusDays(1), IN_FORCE)
                        .state())
                .isEqualTo(State.RENEWAL_UNKNOWN);
        assertThat(of(Renewal.UNKNOWN).coverage(LAST, LAST, IN_FORCE).state()).isEqualTo(State.CERTAIN);
    }

    @Test
    void coversNothingWhileEntryIntoForceOrTermIsUnknown() {
        assertThat(new InstrumentTerms(null, Period.ofYears(1), Renewal.EACH_TERM, 90, null, null)
                        .coverage(LAST, LAST, LAST))
                .isEqualTo(new Coverage(State.NO_ENTRY_INTO_FORCE, null, null, null));
        assertThat(new InstrumentTerms(IN_FORCE, null, Renewal.EACH_TERM, 90, null, null).coverage(LAST, LAST, LAST))
                .isEqualTo(new Coverage(State.NO_TERM, null, null, null));
    }

    @Test
    void refusesDaysInTheWrongOrder() {
        assertThatThrownBy(() -> yearly(null).coverage(LAST, LAST.minusDays(1), LAST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InstrumentTerms of(Renewal renewal) {
        return new InstrumentTerms(IN_FORCE, Period.ofYears(1), renewal, 90, null, null);
    }

    private static InstrumentTerms yearly(@Nullable Notice notice) {
        return new InstrumentTerms(IN_FORCE, Period.ofYears(1), Renewal.EACH_TERM, 90, notice, null);
    }
}
