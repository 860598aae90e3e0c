package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mushterek.visit.rule.VisitFixture.aVisit;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.visit.RequestAnnexes;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.Contact;

class RequestIsCompleteTest {

    private final RequestIsComplete rule = new RequestIsComplete();

    @Test
    void passesACompleteRequest() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void passesOneVisitorAndOneSite() {
        var visit = aVisit();
        visit.visitors = VisitFixture.visitors(1);
        visit.sites = VisitFixture.sites(1);
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void tellsEverythingThatIsMissing() {
        var visit = aVisit().from(null).to(null).visitors().route();
        visit.exerciseCode = null;
        visit.kind = null;
        visit.purpose = " ";
        visit.sites = List.of();
        visit.pointOfContact = null;
        visit.securityOfficer = new Contact("Nobody can reach", null, " ");
        visit.armed = null;
        visit.means = null;

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(Stream.of(
                                        "exerciseCode",
                                        "kind",
                                        "purpose",
                                        "dates.from",
                                        "dates.to",
                                        "sites",
                                        "pointOfContact",
                                        "securityOfficer",
                                        "visitors",
                                        "armed",
                                        "means",
                                        "route")
                                .map(RequestIsCompleteTest::missing)
                                .toList()));
    }

    @Test
    void passesAVisitOfOneDayAndRefusesDatesInTheWrongOrder() {
        var day = LocalDate.of(2027, 2, 15);
        assertThat(rule.judge(aVisit().to(day).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().to(day.minusDays(1)).facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "dates.to",
                                Message.of("rule.VIS-01.order")
                                        .with("from", day)
                                        .with("to", day.minusDays(1)),
                                Message.of("rule.VIS-01.order.cure").with("from", day)));
    }

    @Test
    void wantsAListOfArmsExactlyWhenArmsAreCarried() {
        var unlisted = aVisit();
        unlisted.armed = true;
        assertThat(rule.judge(unlisted.facts()))
                .isEqualTo(rule.description().breached(List.of(ofArms("armsNotListed"))));

        var denied = aVisit();
        denied.arms = List.of(new Arm("Rifle", null, 30));
        assertThat(rule.judge(denied.facts())).isEqualTo(rule.description().breached(List.of(ofArms("armsDenied"))));

        var listed = aVisit();
        listed.armed = true;
        listed.arms = List.of(new Arm("Rifle", null, 30));
        assertThat(rule.judge(listed.facts())).isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesARouteThatDoesNotLeadFromSenderToHost() {
        assertThat(rule.judge(aVisit().route("TUR", "GEO", "AZE").facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(aVisit().route("AZE", "TUR").facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "route",
                                Message.of("rule.VIS-01.route")
                                        .with("route", "AZE – TUR")
                                        .with("sending", "TUR")
                                        .with("host", "AZE"),
                                Message.of("rule.VIS-01.route.cure")
                                        .with("sending", "TUR")
                                        .with("host", "AZE")));
    }

    private static Fault missing(String place) {
        var field = Message.of("rule.VIS-01.field." + place);
        return new Fault(
                place,
                Message.of("rule.VIS-01.missing").with("field", field),
                Message.of("rule.VIS-01.missing.cure").with("field", field));
    }

    private static Fault ofArms(String name) {
        return new Fault("arms", Message.of("rule.VIS-01." + name), Message.of("rule.VIS-01." + name + ".cure"));
    }

    @Test
    void asksForBearersAndTravellersWhoStandOnTheRoll() {
        var visit = aVisit();
        visit.armed = true;
        visit.arms = List.of(new Arm("Rifle", "1", 1, 3), new Arm("Rifle", "2", 1, 4));
        visit.annexes = new RequestAnnexes(
                null, null, null, null, List.of(leg(null), leg(List.of(1, 3)), leg(List.of(2, 4, 5))));

        assertThat(rule.judge(visit.facts()).findings())
                .extracting(Finding::place, Finding::wrong)
                .containsExactly(
                        tuple(
                                "arms[1].bearer",
                                Message.of("rule.VIS-01.notOnRoll").with("lines", "4")),
                        tuple(
                                "annexes.legs[2].travellers",
                                Message.of("rule.VIS-01.notOnRoll").with("lines", "4, 5")));
    }

    @Test
    void asksWhoTravelsWhereEverybodyWhoDidHasLeftTheRoll() {
        var visit = aVisit();
        visit.annexes = new RequestAnnexes(null, null, null, null, List.of(leg(null), leg(List.of())));

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(
                                "annexes.legs[1].travellers",
                                Message.of("rule.VIS-01.nobodyTravels"),
                                Message.of("rule.VIS-01.nobodyTravels.cure")));
    }

    private static RequestAnnexes.Leg leg(@Nullable List<Integer> travellers) {
        return new RequestAnnexes.Leg(null, null, null, null, null, null, null, travellers);
    }
}
