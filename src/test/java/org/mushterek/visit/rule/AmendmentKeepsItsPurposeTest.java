package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.PERMIT;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.visit.AmendmentChanges.Fixed;
import org.mushterek.visit.RequestParticulars.Occasion;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.Emergency;
import org.mushterek.visit.VisitDocument.VisitKind;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;

class AmendmentKeepsItsPurposeTest {

    private final AmendmentKeepsItsPurpose rule = new AmendmentKeepsItsPurpose();

    @Test
    void judgesNoFirstRequest() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesOtherDatesOtherPersonsAndOtherSites() {
        var fewer = amendment();
        fewer.visitors = VisitFixture.visitors(2);
        var elsewhere = amendment();
        elsewhere.sites = VisitFixture.sites(3);

        for (var visit : List.of(amendment().to(LocalDate.of(2027, 2, 25)), fewer, elsewhere)) {
            assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
        }
    }

    @Test
    void refusesAnAmendmentThatChangesNothingOfThem() {
        var visit = amendment();
        visit.justification = "Brought up to date";

        assertThat(rule.judge(visit.facts())).isEqualTo(refused(fault(null, "nothing")));
    }

    /** What the host denies of an amendment may leave the visit as it was. */
    @Test
    void leavesToTheHostWhatItLeavesOfAnAmendment() {
        var visit = amendment();
        visit.decision = new DecisionFacts(Set.of(1, 2, 3), Set.of(1, 2));

        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesAnAmendmentOfAPermitThatIsNotInForce() {
        var visit = aVisit().to(LocalDate.of(2027, 2, 25)).amending(aVisit(), false, 0);

        assertThat(rule.judge(visit.facts())).isEqualTo(refused(notInForce()));
    }

    /** Of a visit whose persons were erased nothing is left that could be compared, but whether its permit stands. */
    @Test
    void comparesNothingWithAnErasedVisit() {
        var erased = aVisit();
        erased.visitors = List.of();
        erased.purpose = null;

        assertThat(rule.judge(aVisit().amending(erased, true, 0).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().amending(erased, false, 0).facts())).isEqualTo(refused(notInForce()));
    }

    @Test
    void refusesWhatANewRequestIsFor() {
        var another = amendment().to(LocalDate.of(2027, 2, 25));
        another.purpose = "Joint winter training";

        assertThat(rule.judge(another.facts())).isEqualTo(refused(fixed("purpose", Fixed.PURPOSE)));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var visit = aVisit().amending(aVisit(), false, 0);
        visit.exerciseCode = "EX-2027-04";
        visit.kind = VisitKind.RECURRING;
        visit.accessLevel = AccessLevel.SECRET;
        visit.emergency = new Emergency("Landslide");
        visit.decision = new DecisionFacts(Set.of(), Set.of());
        visit.occasion(Occasion.SITE_SURVEY);
        var undecided = aVisit().amending(aVisit(), false, 0);
        undecided.kind = VisitKind.EXTENDED;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(refused(
                        notInForce(),
                        fixed("exerciseCode", Fixed.EXERCISE),
                        fixed("kind", Fixed.KIND),
                        fixed("accessLevel", Fixed.ACCESS_LEVEL),
                        fixed("particulars.occasion", Fixed.OCCASION),
                        fixed("emergency", Fixed.EMERGENCY)));
        assertThat(rule.judge(undecided.facts()))
                .isEqualTo(refused(notInForce(), fixed("kind", Fixed.KIND), fault(null, "nothing")));
    }

    @ParameterizedTest
    @EnumSource
    void namesWhateverAnAmendmentLeaves(Fixed fixed) {
        assertThat(new Texts().versions("rule.VIS-11.field." + fixed)).hasSize(3);
    }

    private static VisitFixture amendment() {
        return aVisit().amending(aVisit());
    }

    private Verdict refused(Fault... faults) {
        return rule.description().breached(List.of(faults));
    }

    private static Fault notInForce() {
        return new Fault(
                null,
                Message.of("rule.VIS-11.notInForce").with("permit", PERMIT),
                Message.of("rule.VIS-11.notInForce.cure"));
    }

    private static Fault fixed(String place, Fixed what) {
        var field = Message.of("rule.VIS-11.field." + what);
        return new Fault(
                place,
                Message.of("rule.VIS-11.fixed").with("field", field),
                Message.of("rule.VIS-11.fixed.cure").with("field", field));
    }

    private static Fault fault(@Nullable String place, String name) {
        return new Fault(place, Message.of("rule.VIS-11." + name), Message.of("rule.VIS-11." + name + ".cure"));
    }
}
