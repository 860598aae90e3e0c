package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.endedByNotice;
import static org.mushterek.visit.rule.VisitFixture.exercise;
import static org.mushterek.visit.rule.VisitFixture.inForceFrom;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.RequestParticulars.Occasion;

class InstrumentCoversVisitTest {

    private static final Message TITLE = Message.of("test.title");
    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate END = LocalDate.of(2027, 2, 24);

    private final InstrumentCoversVisit rule = new InstrumentCoversVisit();

    @Test
    void passesWhenTheVisitEndsOnTheLastDayOfTheTerm() {
        assertThat(judge(inForceFrom(END.minusYears(1).plusDays(1))))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(inForceFrom(END.minusYears(1).plusDays(2))))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void warnsWhenTheVisitEndsADayPastTheTermAndNoticeIsStillPossible() {
        // The term ends on 23 February; asked on 25 November, the last day for notice.
        var visit = aVisit().terms(inForceFrom(END.minusYears(1)));
        visit.judgedAt = VisitFixture.baku(LocalDate.of(2026, 11, 25), 9, 0, 0);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(warned("renewable", LocalDate.of(2027, 2, 23), LocalDate.of(2026, 11, 25)));
    }

    @Test
    void warnsOfARenewalThatIsDueOnceTheTimeForNoticeIsOver() {
        var visit = aVisit().terms(inForceFrom(END.minusYears(1)));
        visit.judgedAt = VisitFixture.baku(LocalDate.of(2026, 11, 26), 9, 0, 0);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(warned("renewalDue", LocalDate.of(2027, 2, 23), LocalDate.of(2026, 11, 25)));
    }

    @Test
    void refusesVisitPastTheTermOnceNoticeIsGiven() {
        assertThat(judge(endedByNotice(END.minusYears(1), LocalDate.of(2026, 11, 25))))
                .isEqualTo(ended(LocalDate.of(2027, 2, 23)));
    }

    @Test
    void passesVisitWithinTheTermAfterNotice() {
        assertThat(judge(endedByNotice(END.minusYears(1).plusDays(1), LocalDate.of(2026, 11, 25))))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesVisitWhenMemorandumHasLapsed() {
        assertThat(judge(new InstrumentTerms(
                        LocalDate.of(2021, 10, 20), Period.ofYears(1), Renewal.ONCE, 90, null, null)))
                .isEqualTo(ended(LocalDate.of(2023, 10, 19)));
    }

    @Test
    void refusesVisitBeforeEntryIntoForce() {
        assertThat(judge(inForceFrom(START))).isEqualTo(rule.description().satisfied());
        assertThat(judge(inForceFrom(START.plusDays(1))))
                .isEqualTo(rule.description()
                        .breached(
                                "dates.from",
                                Message.of("rule.LEG-01.notYet")
                                        .with("instrument", TITLE)
                                        .with("from", START)
                                        .with("inForce", START.plusDays(1)),
                                Message.of("rule.LEG-01.notYet.cure").with("inForce", START.plusDays(1))));
    }

    @Test
    void letsNothingPassWithoutEntryIntoForce() {
        var verdict =
                judge(new InstrumentTerms(null, Period.ofYears(1), Renewal.AUTOMATIC_EXTENT_UNKNOWN, 90, null, null));

        assertThat(verdict).isEqualTo(unknown("NO_ENTRY_INTO_FORCE"));
        assertThat(verdict.isBlocking()).isTrue();
    }

    @Test
    void letsNothingPassWithoutATerm() {
        assertThat(judge(new InstrumentTerms(LocalDate.of(2026, 10, 20), null, Renewal.EACH_TERM, 90, null, null)))
                .isEqualTo(unknown("NO_TERM"));
    }

    @Test
    void letsNothingPassWhereItIsUnknownHowOftenItRenews() {
        assertThat(judge(new InstrumentTerms(
                        LocalDate.of(2021, 10, 20),
                        Period.ofYears(1),
                        Renewal.AUTOMATIC_EXTENT_UNKNOWN,
                        90,
                        null,
                        null)))
                .isEqualTo(unknown("RENEWAL_UNKNOWN"));
    }

    @Test
    void refusesWhenNoInstrumentGoverns() {
        assertThat(judge(null))
                .isEqualTo(rule.description()
                        .breached(
                                "instrument",
                                Message.of("rule.LEG-01.noInstrument")
                                        .with("sending", Message.of("side.TUR"))
                                        .with("host", Message.of("side.AZE")),
                                Message.of("rule.LEG-01.noInstrument.cure")));
    }

    @Test
    void refusesAnInstrumentToWhichAStateOfTheExerciseIsNoParty() {
        var visit = aVisit();
        visit.exercise = exercise(List.of("AZE", "TUR", "GEO"), END);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "instrument",
                                Message.of("rule.LEG-01.instrumentWithout")
                                        .with("instrument", TITLE)
                                        .with("state", Message.of("side.GEO")),
                                Message.of("rule.LEG-01.instrumentWithout.cure")
                                        .with("state", Message.of("side.GEO"))));
    }

    @Test
    void refusesAnExerciseOfOthers() {
        var visit = aVisit();
        visit.exercise = exercise(List.of("AZE"), END);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "exerciseCode",
                                Message.of("rule.LEG-01.exerciseWithout")
                                        .with("exercise", "EX-2027-03")
                                        .with("state", Message.of("side.TUR")),
                                Message.of("rule.LEG-01.exerciseWithout.cure").with("state", Message.of("side.TUR"))));
    }

    @Test
    void passesAVisitThatBeginsOnTheLastDayOfTheExerciseAndRefusesADayLater() {
        var visit = aVisit();
        visit.exercise = exercise(List.of("AZE", "TUR"), START);
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());

        visit.exercise = exercise(List.of("AZE", "TUR"), START.minusDays(1));
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "dates.from",
                                Message.of("rule.LEG-01.afterExercise")
                                        .with("start", START)
                                        .with("exercise", "EX-2027-03")
                                        .with("ends", START.minusDays(1)),
                                Message.of("rule.LEG-01.afterExercise.cure").with("ends", START.minusDays(1))));
    }

    @Test
    void isUndeterminedWithoutAnExerciseOrItsDates() {
        var visit = aVisit();
        visit.exercise = null;
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "exerciseCode",
                                Message.of("rule.LEG-01.exerciseUnknown"),
                                Message.of("rule.LEG-01.exerciseUnknown.cure")));

        visit.exercise = exercise(List.of("AZE", "TUR"), null);
        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "exerciseCode",
                                Message.of("rule.LEG-01.exerciseUndated").with("exercise", "EX-2027-03"),
                                Message.of("rule.LEG-01.exerciseUndated.cure").with("exercise", "EX-2027-03")));
    }

    @Test
    void isUndeterminedWithoutDates() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    @Test
    void asksNothingOfTheTermAsLongAsDatesAreMissing() {
        assertThat(rule.judge(
                        aVisit().to(null).terms(inForceFrom(END.plusYears(1))).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    @Test
    void tellsMissingDatesAndAMissingTermTogether() {
        var visit = aVisit().to(null)
                .terms(new InstrumentTerms(LocalDate.of(2026, 10, 20), null, Renewal.EACH_TERM, 90, null, null));

        assertThat(rule.judge(visit.facts()).findings())
                .extracting(finding -> finding.wrong().key())
                .containsExactly("rule.dates.missing", "rule.LEG-01.unknown.NO_TERM");
    }

    @Test
    void tellsMissingDatesAndMissingEntryIntoForceTogether() {
        var visit = aVisit().to(null).terms(new InstrumentTerms(null, null, Renewal.UNKNOWN, null, null, null));

        assertThat(rule.judge(visit.facts()).findings())
                .extracting(finding -> finding.wrong().key())
                .containsExactly("rule.dates.missing", "rule.LEG-01.unknown.NO_ENTRY_INTO_FORCE");
    }

    @Test
    void tellsAMissingFactBesideABreach() {
        var visit = aVisit().terms(null);
        visit.exercise = null;

        assertThat(rule.judge(visit.facts()).findings())
                .extracting(finding -> finding.wrong().key())
                .containsExactly("rule.LEG-01.noInstrument", "rule.LEG-01.exerciseUnknown");
    }

    @ParameterizedTest
    @EnumSource(value = Occasion.class, names = "EXERCISE", mode = EnumSource.Mode.EXCLUDE)
    void letsVisitBeforeExerciseEndTheDayBeforeItBegins(Occasion occasion) {
        var visit = aVisit().occasion(occasion).from(LocalDate.of(2027, 2, 10)).to(LocalDate.of(2027, 2, 15));

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
    }

    @ParameterizedTest
    @EnumSource(value = Occasion.class, names = "EXERCISE", mode = EnumSource.Mode.EXCLUDE)
    void forbidsVisitBeforeExerciseThatReachesItsFirstDay(Occasion occasion) {
        var begins = LocalDate.of(2027, 2, 16);
        var visit = aVisit().occasion(occasion).from(LocalDate.of(2027, 2, 10)).to(begins);

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "dates.to",
                                Message.of("rule.LEG-01.notBeforeExercise")
                                        .with("end", begins)
                                        .with("exercise", "EX-2027-03")
                                        .with("begins", begins),
                                Message.of("rule.LEG-01.notBeforeExercise.cure").with("begins", begins)));
    }

    @Test
    void judgesVisitForExerciseItselfByTheExercisesLastDay() {
        assertThat(rule.judge(aVisit().occasion(Occasion.EXERCISE).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void needsFirstDayOfExerciseForVisitBeforeIt() {
        var visit = aVisit().occasion(Occasion.SITE_SURVEY);
        visit.exercise = new VisitFacts.ExerciseFacts(
                "EX-2027-03", "AZE", List.of("AZE", "TUR"), null, LocalDate.of(2027, 2, 24), "12");

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "exerciseCode",
                                Message.of("rule.LEG-01.exerciseUndated").with("exercise", "EX-2027-03"),
                                Message.of("rule.LEG-01.exerciseUndated.cure").with("exercise", "EX-2027-03")));
    }

    private Verdict judge(@Nullable InstrumentTerms terms) {
        return rule.judge(aVisit().terms(terms).facts());
    }

    private Verdict warned(String name, LocalDate until, LocalDate noticeCloses) {
        return rule.description()
                .breached(
                        Severity.WARNS,
                        List.of(new Fault(
                                "dates.to",
                                Message.of("rule.LEG-01." + name)
                                        .with("instrument", TITLE)
                                        .with("to", END)
                                        .with("until", until)
                                        .with("noticeCloses", noticeCloses),
                                Message.of("rule.LEG-01." + name + ".cure").with("until", until))),
                        List.of());
    }

    private Verdict ended(LocalDate until) {
        return rule.description()
                .breached(
                        "dates.to",
                        Message.of("rule.LEG-01.ended")
                                .with("instrument", TITLE)
                                .with("to", END)
                                .with("until", until),
                        Message.of("rule.LEG-01.ended.cure").with("until", until));
    }

    private Verdict unknown(String state) {
        return rule.description()
                .undetermined(
                        "instrument",
                        Message.of("rule.LEG-01.unknown." + state).with("instrument", TITLE),
                        Message.of("rule.LEG-01.unknown." + state + ".cure").with("instrument", TITLE));
    }
}
