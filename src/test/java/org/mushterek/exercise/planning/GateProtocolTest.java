package org.mushterek.exercise.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Finding;
import org.mushterek.exercise.planning.GateItem.Light;
import org.mushterek.exercise.planning.GateProtocol.Item;
import org.mushterek.exercise.planning.GateProtocol.Signature;

/** What the protocol of a gate that was held outside has to say. */
class GateProtocolTest {

    /** The latest day on which it can have been signed. */
    private static final LocalDate TODAY = LocalDate.of(2027, 4, 5);

    private static final List<String> PARTIES = List.of("AZE", "TUR");
    private static final List<Signature> SIGNED =
            List.of(new Signature("AZE", "Colonel A"), new Signature("TUR", "Colonel T"));

    @Test
    void answersEachItemOfTheGateForTheSideWhoseMatterItIs() {
        assertThat(GateProtocol.asked("TUR", PARTIES))
                .containsExactly(
                        "INSTRUMENT:TUR",
                        "PLAN_LINE:TUR",
                        "MEDICAL_PLAN:TUR",
                        "RISK_ASSESSMENT:TUR",
                        "RANGE_BOOKING:TUR",
                        "RANGE_SAFETY:TUR",
                        "MEDIA_PLAN:TUR",
                        "VISIT_APPROVAL:AZE",
                        "TRAVEL_DOCUMENTS:AZE",
                        "INSURANCE:AZE",
                        "FITNESS:AZE",
                        "MEDICAL_SUPPLY:AZE",
                        "WEAPONS:AZE",
                        "CUSTOMS:AZE",
                        "AIRCRAFT:AZE",
                        "HEALTH:AZE",
                        "HEALTH:TUR");
    }

    @Test
    void isWholeWhereEveryItemIsGreenAndEveryPartySigned() {
        assertThat(faults("A".repeat(60), TODAY, SIGNED, green())).isEmpty();
    }

    @Test
    void namesAReferenceAndADayThatIsNotAhead() {
        assertThat(places(faults(null, null, SIGNED, green()))).containsExactly("reference", "signedOn");
        assertThat(places(faults("A".repeat(61), TODAY.plusDays(1), SIGNED, green())))
                .containsExactly("reference", "signedOn");
    }

    @Test
    void bearsTheSignatureOfEachPartyOnceAndOfNobodyElse() {
        var name = "N".repeat(200);
        assertThat(faults("1", TODAY, List.of(new Signature("AZE", name), new Signature("TUR", name)), green()))
                .isEmpty();
        assertThat(places(faults(
                        "1", TODAY, List.of(new Signature("AZE", name + "N"), new Signature("TUR", " ")), green())))
                .containsExactly("signatures/AZE", "signatures/TUR");
        var twice = List.of(SIGNED.get(0), SIGNED.get(0), SIGNED.get(1), new Signature("GEO", "Colonel G"));
        assertThat(places(faults("1", TODAY, twice, green()))).containsExactly("signatures/AZE", "signatures/GEO");
    }

    @Test
    void answersNoItemTwiceOrRedOrNotAtAllAndNoneThatIsNotAsked() {
        var items = green();
        items.set(0, new Item("INSTRUMENT:TUR", Light.RED, null, null));
        items.set(1, new Item("PLAN_LINE:AZE", Light.GREEN, null, null));
        items.add(new Item("HEALTH:TUR", Light.GREEN, null, null));
        items.set(2, new Item("MEDICAL_PLAN:TUR", null, null, null));

        assertThat(places(faults("1", TODAY, SIGNED, items)))
                .containsExactly(
                        "items/INSTRUMENT:TUR",
                        "items/PLAN_LINE:TUR",
                        "items/MEDICAL_PLAN:TUR",
                        "items/HEALTH:TUR",
                        "items/PLAN_LINE:AZE");
    }

    @Test
    void saysOfWhatIsWaivedWhichAuthorityLetItPassAndWhy() {
        var items = green();
        items.set(0, new Item("INSTRUMENT:TUR", Light.WAIVED, "M".repeat(200), "R".repeat(1000)));
        assertThat(faults("1", TODAY, SIGNED, items)).isEmpty();

        items.set(0, new Item("INSTRUMENT:TUR", Light.WAIVED, "M".repeat(201), "R".repeat(1001)));
        items.set(1, new Item("PLAN_LINE:TUR", Light.WAIVED, null, null));
        items.set(2, new Item("MEDICAL_PLAN:TUR", Light.GREEN, "Ministry", null));
        assertThat(faults("1", TODAY, SIGNED, items))
                .extracting(Finding::code)
                .containsExactly(
                        "planning.fault.waivedBy",
                        "planning.fault.text",
                        "planning.fault.waivedBy",
                        "planning.fault.text",
                        "planning.fault.waivedElsewhere");
    }

    @Test
    void keepsCodesAndDaysWhereItsWordsAreErased() {
        var items = green();
        items.set(0, new Item("INSTRUMENT:TUR", Light.WAIVED, "Ministry", "Notes exchanged"));

        var erased = new GateProtocol("HQ 1", TODAY, SIGNED, items).withoutTexts();

        assertThat(erased.reference()).isEqualTo("HQ 1");
        assertThat(erased.signedOn()).isEqualTo(TODAY);
        assertThat(erased.signatures()).containsExactly(new Signature("AZE", "—"), new Signature("TUR", "—"));
        assertThat(erased.items().get(0)).isEqualTo(new Item("INSTRUMENT:TUR", Light.WAIVED, "—", "—"));
        assertThat(erased.items().get(1)).isEqualTo(new Item("PLAN_LINE:TUR", Light.GREEN, null, null));
    }

    private static List<Item> green() {
        return new ArrayList<>(GateProtocol.asked("TUR", PARTIES).stream()
                .map(item -> new Item(item, Light.GREEN, null, null))
                .toList());
    }

    private static List<Finding> faults(
            @Nullable String reference, @Nullable LocalDate signedOn, List<Signature> signatures, List<Item> items) {
        return new GateProtocol(reference, signedOn, signatures, items).faults("TUR", PARTIES, TODAY);
    }

    private static List<@Nullable String> places(List<Finding> findings) {
        return findings.stream().map(Finding::place).toList();
    }
}
