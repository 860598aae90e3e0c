package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.Certification;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;

class ClearancesAreCertifiedTest {

    private final ClearancesAreCertified rule = new ClearancesAreCertified();

    private static final LocalDate TODAY = LocalDate.of(2027, 1, 11);
    private static final LocalDate LAST = LocalDate.of(2027, 2, 24);

    @Test
    void passesACertificationThatHoldsToTheLastDay() {
        assertThat(judge(new Certification("Ministry", "C-17", TODAY, LAST)))
                .isEqualTo(rule.description().satisfied());
        assertThat(judge(new Certification("Ministry", "C-17", TODAY.minusDays(1), LAST.plusDays(1))))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesACertificationThatEndsADayEarlier() {
        var refused = judge(new Certification("Ministry", "C-17", TODAY, LAST.minusDays(1)));

        assertThat(refused)
                .isEqualTo(broken(new Fault(
                        "certification.validUntil",
                        Message.of("rule.VIS-10.short")
                                .with("validUntil", LAST.minusDays(1))
                                .with("to", LAST),
                        Message.of("rule.VIS-10.short.cure").with("to", LAST))));
        assertThat(refused.isBlocking()).isTrue();
    }

    @Test
    void refusesACertificationOfTomorrow() {
        assertThat(judge(new Certification("Ministry", "C-17", TODAY.plusDays(1), LAST)))
                .isEqualTo(broken(new Fault(
                        "certification.certifiedOn",
                        Message.of("rule.VIS-10.future").with("certifiedOn", TODAY.plusDays(1)),
                        Message.of("rule.VIS-10.future.cure").with("today", TODAY))));
    }

    @Test
    void namesEachFieldThatIsMissing() {
        assertThat(judge(new Certification(" ", null, null, null)))
                .isEqualTo(broken(
                        incomplete("authority"),
                        incomplete("reference"),
                        incomplete("certifiedOn"),
                        incomplete("validUntil")));
    }

    @Test
    void warnsWithoutACertification() {
        var missing = judge(null);

        assertThat(missing)
                .isEqualTo(rule.description()
                        .undetermined(
                                "certification",
                                Message.of("rule.VIS-10.missing"),
                                Message.of("rule.VIS-10.missing.cure")));
        assertThat(missing.isBlocking()).isFalse();
    }

    @Test
    void isUndeterminedWithoutALastDay() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
    }

    @Test
    void appliesToClearedVisitorsAndFromConfidentialUp() {
        var uncleared = aVisit().visitors(withoutClearance());
        uncleared.certification = null;
        assertThat(rule.judge(uncleared.facts())).isEqualTo(rule.description().notApplicable());

        uncleared.accessLevel = AccessLevel.CONFIDENTIAL;
        assertThat(rule.judge(uncleared.facts())).isInstanceOf(Verdict.Undetermined.class);

        var cleared = aVisit();
        cleared.certification = null;
        cleared.accessLevel = AccessLevel.UNCLASSIFIED;
        assertThat(rule.judge(cleared.facts())).isInstanceOf(Verdict.Undetermined.class);
    }

    private Verdict judge(@Nullable Certification certification) {
        var visit = aVisit();
        visit.certification = certification;
        return rule.judge(visit.facts());
    }

    private Verdict broken(Fault... faults) {
        return rule.description().breached(Severity.BLOCKS, List.of(faults), List.of());
    }

    private static Fault incomplete(String field) {
        return new Fault(
                "certification." + field,
                Message.of("rule.VIS-10.incomplete").with("field", Message.of("rule.VIS-10.field." + field)),
                Message.of("rule.VIS-10.incomplete.cure").with("field", Message.of("rule.VIS-10.field." + field)));
    }

    private static Visitor withoutClearance() {
        return new Visitor(
                1,
                "OR-5",
                "Yılmaz",
                "İsmail",
                "YILMAZ",
                "ISMAIL",
                LocalDate.of(1990, 1, 1),
                "TUR",
                DocumentType.PASSPORT,
                "U12345678",
                LocalDate.of(2030, 1, 1),
                null,
                null,
                Clearance.NONE,
                VisitorRole.PARTICIPANT,
                null,
                null,
                null,
                null);
    }
}
