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

class EachVisitorIsInsuredTest {

    private final EachVisitorIsInsured rule = new EachVisitorIsInsured(PARAMETERS);

    private static final LocalDate FROM = LocalDate.of(2027, 2, 15);
    private static final LocalDate TO = LocalDate.of(2027, 2, 24);

    @Test
    void passesInsuranceOverExactlyTheVisitAndLonger() {
        assertThat(judge(insured(1, FROM, TO), insured(2, FROM.minusDays(1), TO.plusDays(1))))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesInsuranceThatBeginsADayLateOrEndsADayEarly() {
        var refused = judge(insured(1, FROM.plusDays(1), TO), insured(2, FROM, TO), insured(3, FROM, TO.minusDays(1)));

        assertThat(refused)
                .isEqualTo(rule.description()
                        .breached(
                                Severity.BLOCKS,
                                List.of(fault(1, FROM.plusDays(1), TO), fault(3, FROM, TO.minusDays(1))),
                                List.of()));
        assertThat(refused.isBlocking()).isTrue();
    }

    @Test
    void warnsOnceOfAllWhoseInsuranceIsNotShown() {
        var missing = judge(insured(1, null, TO), insured(2, FROM, TO), insured(3, FROM, null));

        assertThat(missing).isEqualTo(new Verdict.Undetermined(rule.description(), List.of(missing("1, 3"))));
        assertThat(missing.isBlocking()).isFalse();
    }

    @Test
    void tellsTheMissingBesideTheFaults() {
        assertThat(judge(insured(1, null, null), insured(2, FROM.plusDays(1), TO)))
                .isEqualTo(rule.description()
                        .breached(Severity.BLOCKS, List.of(fault(2, FROM.plusDays(1), TO), missing("1")), List.of()));
    }

    @Test
    void isUndeterminedWithoutDatesAndDoesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        assertThat(rule.judge(aVisit().visitors().facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    // --- Attached evidence. ---

    @Test
    void takesAttachedInsuranceOfThePersonOrOfTheWholeRollOverExactlyTheVisit() {
        var nobody = insured(1, null, null);

        assertThat(judged(file(1, FROM, TO), nobody))
                .isEqualTo(rule.description().satisfied());
        assertThat(judged(file(null, FROM, TO), nobody, insured(2, null, null)))
                .isEqualTo(rule.description().satisfied());
        assertThat(judged(file(2, FROM, TO), nobody))
                .isEqualTo(new Verdict.Undetermined(rule.description(), List.of(missing("1"))));
    }

    @Test
    void refusesAttachedInsuranceThatBeginsADayLateOrEndsADayEarly() {
        assertThat(judged(file(1, FROM.plusDays(1), TO), insured(1, FROM, TO)))
                .isEqualTo(blocked(attached("rule.MED-03.file", 1, FROM.plusDays(1), TO)));
        assertThat(judged(file(null, FROM, TO.minusDays(1)), insured(1, null, null)))
                .isEqualTo(blocked(attached("rule.MED-03.file", 1, FROM, TO.minusDays(1))));
        assertThat(judged(file(1, FROM, null), insured(1, null, null)))
                .isEqualTo(blocked(attached("rule.MED-03.fileOpen", 1, FROM, null)));
    }

    @Test
    void refusesDaysOnTheRollThatDoNotCoverTheVisitWhateverIsAttached() {
        assertThat(judged(file(1, FROM, TO), insured(1, FROM, TO.minusDays(1))))
                .isEqualTo(blocked(fault(1, FROM, TO.minusDays(1))));
    }

    @Test
    void takesOneOfSeveralFilesThatCoversTheVisit() {
        var visit = aVisit().visitors(insured(1, null, null)).files(file(1, FROM, TO.minusDays(1)), file(1, FROM, TO));

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void warnsFromTheDayOfTheParameterWhereNothingIsAttached() {
        var visit =
                aVisit().visitors(insured(1, FROM, TO), insured(2, FROM, TO)).files(file(2, null, null));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description()
                        .undetermined(
                                "visitors",
                                Message.of("rule.MED-03.unattached").with("lines", "1"),
                                Message.of("rule.MED-03.unattached.cure").with("lines", "1")));
    }

    private Verdict judged(HandedFile file, Visitor... visitors) {
        return rule.judge(aVisit().visitors(visitors).files(file).facts());
    }

    private Verdict blocked(Fault fault) {
        return rule.description().breached(Severity.BLOCKS, List.of(fault), List.of());
    }

    private static HandedFile file(@Nullable Integer line, @Nullable LocalDate from, @Nullable LocalDate until) {
        return evidence(Attachment.Kind.INSURANCE, line, from, until);
    }

    private static Fault attached(String reason, int line, LocalDate from, @Nullable LocalDate until) {
        var said = Message.of(reason).with("line", line).with("from", from);
        return new Fault(
                "line " + line + ", attachments",
                until == null ? said : said.with("until", until),
                Message.of("rule.MED-03.file.cure")
                        .with("line", line)
                        .with("from", FROM)
                        .with("to", TO));
    }

    private Verdict judge(Visitor... visitors) {
        return rule.judge(aVisit().visitors(visitors).facts());
    }

    private static Visitor insured(int line, @Nullable LocalDate from, @Nullable LocalDate until) {
        return visitor(line).withEvidence(from, until, null);
    }

    private static Fault fault(int line, LocalDate from, LocalDate until) {
        return new Fault(
                "line " + line + ", insured_until",
                Message.of("rule.MED-03.reason")
                        .with("line", line)
                        .with("from", from)
                        .with("until", until),
                Message.of("rule.MED-03.cure")
                        .with("line", line)
                        .with("from", FROM)
                        .with("to", TO));
    }

    private static Fault missing(String lines) {
        return new Fault(
                "visitors",
                Message.of("rule.MED-03.missing").with("lines", lines),
                Message.of("rule.MED-03.missing.cure").with("lines", lines));
    }
}
