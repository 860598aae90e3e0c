package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.roster.RosterFixtures.aVisitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.roster.RosterFixtures;

/** What a person carries, travels by or leads goes where the person goes. */
class ReplacedRollTest {

    private static final List<Visitor> ROLL = RosterFixtures.visitors(4);

    private final VisitDocument before = request(ROLL);

    @Test
    void changesNothingWhereEverybodyStaysInPlace() {
        var replaced = ReplacedRoll.of(before, ROLL, null);

        assertThat(replaced.content()).isEqualTo(before);
        assertThat(replaced.changesContentOf(before)).isFalse();
        assertThat(replaced.vacated()).isEmpty();
    }

    @Test
    void followsPersonsWhenTheRollIsSortedTheOtherWay() {
        var sorted = new ArrayList<>(ROLL);
        Collections.reverse(sorted);

        var replaced = ReplacedRoll.of(before, numbered(sorted), null);

        assertThat(places(replaced.content()))
                .isEqualTo("senior 4, deputy 3, bearers [2, 1, null], travellers [4, 2] null");
        assertThat(replaced.vacated()).isEmpty();
    }

    @Test
    void followsPersonsWhenOneIsInsertedOrRemovedBeforeThem() {
        var longer = new ArrayList<>(ROLL);
        longer.add(0, aVisitor(9).build());
        var shorter = new ArrayList<>(ROLL);
        shorter.remove(1);

        assertThat(places(ReplacedRoll.of(before, numbered(longer), null).content()))
                .isEqualTo("senior 2, deputy 3, bearers [4, 5, null], travellers [2, 4] null");
        assertThat(places(ReplacedRoll.of(before, numbered(shorter), null).content()))
                .isEqualTo("senior 1, deputy null, bearers [2, 3, null], travellers [1, 2] null");
    }

    @Test
    void knowsAPersonWithANewDocumentByTheNumberOrByNamesAndBirthDate() {
        var renewed = aVisitor(3)
                .withDocument(Visitor.DocumentType.PASSPORT, "C07654321")
                .named("Əliyeva", "Rəna", "ALIYEVA", "RANA")
                .build();
        var unnumbered = aVisitor(4)
                .withDocument(Visitor.DocumentType.PASSPORT, "C07654322")
                .withPersonalNumber(null)
                .build();

        var replaced = ReplacedRoll.of(before, numbered(List.of(unnumbered, renewed)), null);

        assertThat(replaced.content().arms()).extracting(Arm::bearer).containsExactly(2, 1, null);
    }

    /** Two documents were written beside the wrong persons: who carries the weapon goes by the person. */
    @Test
    void followsThePersonWhereDocumentsAreExchanged() {
        var third = ROLL.get(2);
        var fourth = ROLL.get(3);
        var roll = numbered(List.of(
                ROLL.get(0),
                ROLL.get(1),
                aVisitor(4)
                        .withDocument(third.documentType(), third.documentNumber())
                        .build(),
                aVisitor(3)
                        .withDocument(fourth.documentType(), fourth.documentNumber())
                        .build()));

        assertThat(ReplacedRoll.of(before, roll, null).content().arms())
                .extracting(Arm::bearer)
                .containsExactly(4, 3, null);
    }

    @Test
    void knowsAPersonByTheDocumentAloneWhereNothingElseIsAsItWas() {
        var renamed = aVisitor(3)
                .named("Əliyeva", "Rəna", "ALIYEVA", "RANA")
                .withPersonalNumber(null)
                .build();

        assertThat(ReplacedRoll.of(before, numbered(List.of(ROLL.get(0), renamed)), null)
                        .content()
                        .arms())
                .extracting(Arm::bearer)
                .containsExactly(2, null, null);
    }

    @Test
    void leavesToNobodyWhatWasOfWhoIsGoneAndTellsIt() {
        var replaced = ReplacedRoll.of(
                before, numbered(List.of(ROLL.get(3), aVisitor(9).build())), null);

        assertThat(places(replaced.content()))
                .isEqualTo("senior null, deputy null, bearers [null, 1, null], travellers [] null");
        assertThat(replaced.vacated())
                .containsExactly(
                        Message.of("visit.roll.seniorGone"),
                        Message.of("visit.roll.deputyGone"),
                        Message.of("visit.roll.bearerGone")
                                .with("no", 1)
                                .with("type", "MPT-76")
                                .with("serial", "T-3"),
                        Message.of("visit.roll.nobodyTravels").with("no", 1).with("gone", 2));
        assertThat(ReplacedRoll.of(before, numbered(List.of(ROLL.get(0), ROLL.get(1), ROLL.get(3))), null)
                        .vacated())
                .contains(Message.of("visit.roll.travellersGone").with("no", 1).with("gone", 1));
    }

    @Test
    void leavesLinesAloneThatWereWrittenForARollToCome() {
        var empty = request(List.of());

        var replaced = ReplacedRoll.of(empty, ROLL, null);

        assertThat(replaced.changesContentOf(empty)).isFalse();
        assertThat(places(replaced.content()))
                .isEqualTo("senior 1, deputy 2, bearers [3, 4, null], travellers [1, 3] null");
    }

    @Test
    void takesTheArmsOfTheNewRollWithItsOwnLines() {
        var arms = List.of(new Arm("Bixi", null, 1, 2));

        var replaced = ReplacedRoll.of(before, numbered(List.of(ROLL.get(3), ROLL.get(2))), arms);

        assertThat(replaced.content().arms()).isEqualTo(arms);
        assertThat(replaced.vacated()).extracting(Message::key).doesNotContain("visit.roll.bearerGone");
    }

    private static VisitDocument request(List<Visitor> roll) {
        try {
            var content =
                    new ObjectMapper().registerModule(new JavaTimeModule()).readValue("""
                        {"seniorLine": 1, "deputyLine": 2, "armed": true,
                         "arms": [{"type": "MPT-76", "serialNumber": "T-3", "quantity": 1, "bearer": 3},
                           {"type": "MPT-76", "serialNumber": "T-4", "quantity": 1, "bearer": 4},
                           {"type": "Bixi", "quantity": 2}],
                         "annexes": {"legs": [{"direction": "ARRIVAL", "travellers": [1, 3]}, {"direction": "DEPARTURE"}]}}\
                        """, VisitContent.class);
            return VisitDocument.blank("VIS-AZE-2027-0042", "AZE", "TUR")
                    .with(content, "TUR")
                    .withVisitors(roll);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static List<Visitor> numbered(List<Visitor> persons) {
        var numbered = new ArrayList<Visitor>();
        persons.forEach(person -> numbered.add(person.onLine(numbered.size() + 1)));
        return numbered;
    }

    private static String places(VisitDocument content) {
        var legs = Objects.requireNonNull(content.annexes().legs());
        return "senior " + content.seniorLine() + ", deputy " + content.deputyLine() + ", bearers "
                + content.arms().stream().map(Arm::bearer).toList() + ", travellers "
                + legs.get(0).travellers() + " " + legs.get(1).travellers();
    }
}
