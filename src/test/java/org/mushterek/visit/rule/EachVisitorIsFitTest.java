package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.evidence;
import static org.mushterek.visit.rule.VisitFixture.visitor;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.mushterek.visit.Visitor;

class EachVisitorIsFitTest {

    private final EachVisitorIsFit rule = new EachVisitorIsFit(PARAMETERS);

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    private static final LocalDate OLDEST = LocalDate.of(2026, 2, 15);
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 11);

    @Test
    void passesACertificateOfTwelveMonthsAndOfToday() {
        assertThat(judge(certified(1, OLDEST), certified(2, OLDEST.plusDays(1)), certified(3, TODAY)))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesACertificateThatIsADayOlder() {
        var refused = judge(certified(1, OLDEST), certified(2, OLDEST.minusDays(1)));

        assertThat(refused).isEqualTo(broken(tooOld(2, OLDEST.minusDays(1), 12)));
        assertThat(refused.isBlocking()).isTrue();
    }

    @Test
    void refusesACertificateOfTomorrow() {
        assertThat(judge(certified(1, TODAY.plusDays(1))))
                .isEqualTo(broken(new Fault(
                        "line 1, fitness_certified_on",
                        Message.of("rule.MED-04.future").with("line", 1).with("certifiedOn", TODAY.plusDays(1)),
                        cure(1, 12))));
    }

    @Test
    void takesTheNewAgeFromItsFirstDay() {
        var visit = aVisit().visitors(certified(1, LocalDate.of(2027, 1, 4)));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(broken(tooOld(1, LocalDate.of(2027, 1, 4), 1)));
    }

    @Test
    void warnsOnceOfAllWhoseCertificateIsNotShown() {
        var missing = judge(certified(1, null), certified(2, TODAY), certified(3, null));

        assertThat(missing)
                .isEqualTo(rule.description()
                        .undetermined(
                                "visitors",
                                Message.of("rule.MED-04.missing").with("lines", "1, 3"),
                                Message.of("rule.MED-04.missing.cure").with("lines", "1, 3")));
        assertThat(missing.isBlocking()).isFalse();
    }

    @Test
    void isUndeterminedWithoutAFirstDayAndDoesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
        assertThat(rule.judge(aVisit().visitors().facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    // --- Attached evidence. ---

    private static final LocalDate END = LocalDate.of(2027, 2, 24);

    @Test
    void takesAnAttachedCertificateOfTwelveMonthsThatHoldsUntilTheLastDay() {
        assertThat(judged(file(1, OLDEST, END), certified(1, null)))
                .isEqualTo(rule.description().satisfied());
        assertThat(judged(file(null, TODAY, null), certified(1, null), certified(2, null)))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesAnAttachedCertificateThatIsADayOlderEndsADayEarlyOrIsOfTomorrow() {
        assertThat(judged(file(1, OLDEST.minusDays(1), null), certified(1, TODAY)))
                .isEqualTo(broken(attached(
                        Message.of("rule.MED-04.file").with("months", 12).with("start", START), OLDEST.minusDays(1))));
        assertThat(judged(file(1, TODAY, END.minusDays(1)), certified(1, null)))
                .isEqualTo(broken(attached(Message.of("rule.MED-04.fileEnds").with("until", END.minusDays(1)), TODAY)));
        assertThat(judged(file(null, TODAY.plusDays(1), END), certified(1, null)))
                .isEqualTo(broken(attached(Message.of("rule.MED-04.fileFuture"), TODAY.plusDays(1))));
    }

    @Test
    void refusesADayOnTheRollThatDoesNotHoldWhateverIsAttached() {
        assertThat(judged(file(1, TODAY, END), certified(1, OLDEST.minusDays(1))))
                .isEqualTo(broken(tooOld(1, OLDEST.minusDays(1), 12)));
    }

    @Test
    void warnsFromTheDayOfTheParameterWhereNothingIsAttached() {
        var day = LocalDate.of(2027, 1, 20);
        var visit = aVisit().visitors(certified(1, day), certified(2, day)).files(file(2, null, null));
        visit.judgedAt = VisitFixture.baku(day, 10, 0, 0);

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "visitors",
                                Message.of("rule.MED-04.unattached").with("lines", "1"),
                                Message.of("rule.MED-04.unattached.cure").with("lines", "1")));
    }

    private Verdict judged(HandedFile file, Visitor... visitors) {
        return rule.judge(aVisit().visitors(visitors).files(file).facts());
    }

    private static HandedFile file(@Nullable Integer line, @Nullable LocalDate on, @Nullable LocalDate until) {
        return evidence(Attachment.Kind.FITNESS, line, on, until);
    }

    private static Fault attached(Message reason, LocalDate certifiedOn) {
        return new Fault(
                "line 1, attachments",
                reason.with("line", 1).with("certifiedOn", certifiedOn),
                Message.of("rule.MED-04.file.cure")
                        .with("line", 1)
                        .with("earliest", OLDEST)
                        .with("to", END));
    }

    private Verdict judge(Visitor... visitors) {
        return rule.judge(aVisit().visitors(visitors).facts());
    }

    private Verdict broken(Fault... faults) {
        return rule.description().breached(Severity.BLOCKS, List.of(faults), List.of());
    }

    private static Visitor certified(int line, @Nullable LocalDate day) {
        return visitor(line).withEvidence(null, null, day);
    }

    private static Fault tooOld(int line, LocalDate certifiedOn, int months) {
        return new Fault(
                "line " + line + ", fitness_certified_on",
                Message.of("rule.MED-04.reason")
                        .with("line", line)
                        .with("certifiedOn", certifiedOn)
                        .with("months", months)
                        .with("start", START),
                cure(line, months));
    }

    private static Message cure(int line, int months) {
        return Message.of("rule.MED-04.cure").with("line", line).with("earliest", START.minusMonths(months));
    }
}
