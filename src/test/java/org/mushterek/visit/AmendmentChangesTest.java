package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.roster.RosterFixtures.aVisitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.agreement.rule.Waiver;
import org.mushterek.visit.AmendmentChanges.Change;
import org.mushterek.visit.AmendmentChanges.Fixed;
import org.mushterek.visit.AmendmentChanges.PersonChange;
import org.mushterek.visit.AmendmentChanges.PlaceChange;
import org.mushterek.visit.AmendmentChanges.Reason;
import org.mushterek.visit.AmendmentChanges.Section;
import org.mushterek.visit.Attachment.Kind;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.visit.roster.RosterFixtures.VisitorBuilder;

/** A permitted visit of four persons to two sites, and what becomes of it. */
class AmendmentChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    private static final String CONTENT = """
        {"exerciseCode": "EX-2027-03", "kind": "ONE_TIME", "purpose": "Drills", "justification": "Planned",
         "from": "2027-02-15", "to": "2027-02-24", "accessLevel": "RESTRICTED",
         "sites": [{"name": "Poliqon", "address": "Hacıqabul", "kind": "RANGE", "phone": "1",
             "pointOfContact": {"name": "Poliqon rəisi"}, "securityOfficer": {"name": "Növbətçi"}},
           {"name": "Qərargah", "address": "Bakı", "kind": "HEADQUARTERS"}],
         "pointOfContact": {"name": "Ataşe", "phone": "2"}, "securityOfficer": {"name": "Subay", "phone": "3"},
         "seniorLine": 1, "deputyLine": 2, "armed": true,
         "arms": [{"type": "MPT-76", "serialNumber": "T-3", "quantity": 1, "bearer": 3}, {"type": "Bixi", "quantity": 2}],
         "means": "MILITARY_AIR", "route": ["TUR", "AZE"], "remarks": "None",
         "certification": {"authority": "Ministry", "reference": "C-1"},
         "medicalSupplies": {"persons": 4, "days": 10, "reference": "M-1"},
         "airMovement": {"kinds": ["OTHER"]},
         "customsMovements": [{"serialNumber": "TR1", "copies": 5, "goods": "MPT-76"}],
         "parliamentaryAuthorisation": {"state": "NOT_REQUIRED_BY_TREATY"}, "registrationExempt": false,
         "particulars": {"occasion": "EXERCISE", "accessKind": "SECURITY_AREA", "sendingReference": "4-17",
           "sendingDate": "2027-01-04", "pertinentTo": {"kind": "PROGRAMME", "name": "Joint drills"}},
         "annexes": {"ammunition": [{"type": "7,62", "lot": "MKE-114", "quantity": 4800}],
           "vehicles": [{"kind": "VEHICLE", "type": "Kirpi", "registration": "123456"}],
           "radios": [{"equipment": "PRC", "frequencyMhz": "243.100"}],
           "medicalStores": [{"item": "Turnike", "quantity": 60}],
           "legs": [{"direction": "ARRIVAL", "from": "Ankara", "to": "Bakı", "borderPoint": "GYD", "crossesAt": "2027-02-15T09:00:00",
               "means": "MILITARY_AIR", "carrier": "TUAF 1", "travellers": [1, 3]},
             {"direction": "DEPARTURE", "carrier": "TUAF 2"}]}}\
        """;

    private static final List<Visitor> ROLL = RosterFixtures.visitors(4);
    private static final Map<Integer, Integer> ALL = onTheirLines(1, 2, 3, 4);
    private static final Map<Integer, Integer> BOTH = onTheirLines(1, 2);

    private final VisitDocument permitted = request(ROLL);

    @Test
    void seesNoChangeWhereThereIsNone() {
        assertThat(AmendmentChanges.between(permitted, request(ROLL))).isEqualTo(unchanged());
    }

    @Test
    void seesNoChangeInWhatIsKeptBesideTheContent() {
        var waived = permitted
                .asKept(7, "TUR", ROLL, List.of(new Waiver("LEG-05", "commander", "Ordered", LocalDate.of(2027, 1, 4))))
                .withFiles(List.of());

        assertThat(AmendmentChanges.between(permitted, waived)).isEqualTo(unchanged());
        assertThat(AmendmentChanges.between(waived, permitted)).isEqualTo(unchanged());
    }

    @Test
    void asksForADecisionOnWhoeverIsAdded() {
        var longer = new ArrayList<>(ROLL);
        longer.add(1, aVisitor(9).build());
        var roll = numbered(longer);
        var changes = between(request(
                roll,
                "deputyLine",
                "3",
                "arms",
                "[{'type':'MPT-76','serialNumber':'T-3','quantity':1,'bearer':4},{'type':'Bixi','quantity':2}]",
                "annexes.legs",
                legs("[4, 1]")));

        assertThat(changes)
                .isEqualTo(persons(
                        List.of(new PersonChange(Change.ADDED, 2, null)), Map.of(1, 1, 3, 2, 4, 3, 5, 4), Set.of()));
        assertThat(changes.openLines(request(roll))).containsExactly(2);
        assertThat(changes.openSites(request(roll))).isEmpty();
    }

    @Test
    void seesWhoeverIsTakenOff() {
        var changes = between(request(numbered(List.of(ROLL.get(0), ROLL.get(1), ROLL.get(2)))));

        assertThat(changes)
                .isEqualTo(
                        persons(List.of(new PersonChange(Change.REMOVED, null, 4)), onTheirLines(1, 2, 3), Set.of()));
    }

    @Test
    void seesWhomThePermittedVisitDoesNotHoldAsAdded() {
        var approved = permitted.with(Set.of(1, 2, 4), Set.of(2));

        assertThat(AmendmentChanges.between(approved, request(ROLL)))
                .isEqualTo(new AmendmentChanges(
                        Set.of(Reason.VISITORS, Reason.SITES),
                        Set.of(),
                        List.of(new PersonChange(Change.ADDED, 3, null)),
                        List.of(new PlaceChange(Change.ADDED, 1, null)),
                        Set.of(Section.ARMS, Section.TRAVEL),
                        onTheirLines(1, 2, 4),
                        Map.of(2, 2),
                        Map.of(2, 2)));
    }

    /** Somebody else in the place of one, who led, carried and travelled. */
    @Test
    void tellsOneReplacedByAnotherFromOneWhoHasChanged() {
        var roll = numbered(List.of(
                aVisitor(8).named("Həsənov", "Elçin", "HASANOV", "ELCHIN").build(),
                ROLL.get(1),
                aVisitor(9).build(),
                ROLL.get(3)));

        assertThat(between(request(roll)))
                .isEqualTo(persons(
                        List.of(
                                new PersonChange(Change.ADDED, 1, null),
                                new PersonChange(Change.ADDED, 3, null),
                                new PersonChange(Change.REMOVED, null, 1),
                                new PersonChange(Change.REMOVED, null, 3)),
                        onTheirLines(2, 4),
                        Set.of(Section.LEADERS, Section.ARMS, Section.TRAVEL)));
    }

    /** The senior person, who carries and travels, has a new passport, and still does. */
    @Test
    void asksForADecisionOnWhoeverHasANewPassportAndChangesNothingElse() {
        var roll = new ArrayList<>(ROLL);
        for (int line : new int[] {1, 2, 3}) {
            roll.set(
                    line - 1,
                    aVisitor(line)
                            .withDocument(DocumentType.PASSPORT, "C0765432" + line)
                            .build());
        }
        var changes = between(request(roll));

        assertThat(changes)
                .isEqualTo(persons(
                        List.of(
                                new PersonChange(Change.CHANGED, 1, 1),
                                new PersonChange(Change.CHANGED, 2, 2),
                                new PersonChange(Change.CHANGED, 3, 3)),
                        onTheirLines(4),
                        Set.of()));
        assertThat(changes.openLines(request(roll))).containsExactly(1, 2, 3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "grade",
                "surname",
                "forenames",
                "surnameMrz",
                "forenamesMrz",
                "birthDate",
                "nationality",
                "documentType",
                "documentNumber",
                "documentExpiry",
                "personalNumber",
                "clearance",
                "role"
            })
    void takesAPersonForAnotherByEachOfThese(String what) {
        var roll = new ArrayList<>(ROLL);
        var same = aVisitor(4);
        var given = ROLL.get(3);
        roll.set(
                3,
                (switch (what) {
                            case "grade" -> same.graded("OF-4");
                            case "surname" ->
                                named(same, "Aliyev", given.forenames(), given.surnameMrz(), given.forenamesMrz());
                            case "forenames" ->
                                named(same, given.surname(), "Rashad", given.surnameMrz(), given.forenamesMrz());
                            case "surnameMrz" ->
                                named(same, given.surname(), given.forenames(), "ALIIEV", given.forenamesMrz());
                            case "forenamesMrz" ->
                                named(same, given.surname(), given.forenames(), given.surnameMrz(), "RESHAD");
                            case "birthDate" -> same.bornOn(given.birthDate().plusDays(1));
                            case "nationality" -> same.ofNationality("TUR");
                            case "documentType" -> same.withDocument(DocumentType.ID_CARD, given.documentNumber());
                            case "documentNumber" -> same.withDocument(DocumentType.PASSPORT, "C07654321");
                            case "documentExpiry" ->
                                same.withDocumentUntil(given.documentExpiry().plusDays(1));
                            case "personalNumber" -> same.withPersonalNumber("5AB9999");
                            case "clearance" -> same.cleared(Clearance.TOP_SECRET);
                            default -> same.as(VisitorRole.MEDIC);
                        })
                        .build());

        assertThat(between(request(roll)))
                .isEqualTo(persons(List.of(new PersonChange(Change.CHANGED, 4, 4)), onTheirLines(1, 2, 3), Set.of()));
    }

    @Test
    void knowsOneWhoHasChangedByTheNamesOrAtLeastByTheDocument() {
        var unnumbered = aVisitor(3)
                .withPersonalNumber(null)
                .withDocument(DocumentType.PASSPORT, "C07654321")
                .build();
        var renamed = aVisitor(4)
                .withPersonalNumber(null)
                .named("Əliyeva", "Rəna", "ALIYEVA", "RANA")
                .build();

        assertThat(between(request(numbered(List.of(renamed, unnumbered)))).persons())
                .containsExactly(
                        new PersonChange(Change.CHANGED, 1, 4),
                        new PersonChange(Change.CHANGED, 2, 3),
                        new PersonChange(Change.REMOVED, null, 1),
                        new PersonChange(Change.REMOVED, null, 2));
    }

    @Test
    void knowsNobodyByOneNameOrTheDayOfBirthAlone() {
        var third = ROLL.get(2);
        for (var another : List.of(
                named(aVisitor(9), third.surname(), "Elçin", "ALIYEV", "ELCHIN"),
                named(aVisitor(9), "Həsənov", third.forenames(), "HASANOV", "RASHAD"),
                named(aVisitor(9), third.surname(), third.forenames(), "ALIYEV", "RASHAD")
                        .bornOn(third.birthDate().plusDays(1)))) {
            var roll = new ArrayList<>(ROLL);
            roll.set(2, another.build().onLine(3));

            assertThat(between(request(roll)).persons())
                    .containsExactly(
                            new PersonChange(Change.ADDED, 3, null), new PersonChange(Change.REMOVED, null, 3));
        }
    }

    /** Nobody's personal number is everybody's. */
    @Test
    void takesNobodyForAnotherBecauseNeitherHasAPersonalNumber() {
        var before = request(List.of(aVisitor(1).withPersonalNumber(null).build()));
        var after = request(List.of(aVisitor(2).withPersonalNumber(null).build().onLine(1)));

        assertThat(AmendmentChanges.between(before, after).persons())
                .containsExactly(new PersonChange(Change.ADDED, 1, null), new PersonChange(Change.REMOVED, null, 1));
    }

    /** Two documents were written beside the wrong persons, who are known by their names. */
    @Test
    void followsThePersonWhereDocumentsAreExchanged() {
        var before = List.of(
                aVisitor(1).withPersonalNumber(null).build(),
                aVisitor(2).withPersonalNumber(null).build());
        var after = List.of(
                aVisitor(1)
                        .withPersonalNumber(null)
                        .withDocument(DocumentType.PASSPORT, before.get(1).documentNumber())
                        .build(),
                aVisitor(2)
                        .withPersonalNumber(null)
                        .withDocument(DocumentType.PASSPORT, before.get(0).documentNumber())
                        .build());

        assertThat(AmendmentChanges.between(request(before), request(after)).persons())
                .containsExactly(new PersonChange(Change.CHANGED, 1, 1), new PersonChange(Change.CHANGED, 2, 2));
    }

    @Test
    void followsPersonsWhenTheRollIsSortedTheOtherWay() {
        var sorted = new ArrayList<>(ROLL);
        Collections.reverse(sorted);
        var after = request(
                numbered(sorted),
                "seniorLine",
                "4",
                "deputyLine",
                "3",
                "arms",
                "[{'type':'MPT-76','serialNumber':'T-3','quantity':1,'bearer':2},{'type':'Bixi','quantity':2}]",
                "annexes.legs",
                legs("[2, 4]"));

        assertThat(between(after))
                .isEqualTo(new AmendmentChanges(
                        Set.of(),
                        Set.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Map.of(1, 4, 2, 3, 3, 2, 4, 1),
                        BOTH,
                        BOTH));
        // The same lines are other persons now.
        assertThat(between(request(numbered(sorted))).sections())
                .containsExactlyInAnyOrder(Section.LEADERS, Section.ARMS, Section.TRAVEL);
    }

    @Test
    void seesWhereAMovementIsEverybodysOrNobodysOrAnothers() {
        for (var travellers : List.of("null", "[]", "[1]", "[1, 3, 4]", "[1, 4]")) {
            assertThat(between(request(ROLL, "annexes.legs", legs(travellers)))).isEqualTo(besides(Section.TRAVEL));
        }
    }

    @Test
    void keepsTheDecisionOnAPersonWhoseEvidenceAloneIsNew() {
        var day = LocalDate.of(2027, 3, 1);
        for (var renewed : List.of(
                ROLL.get(3).withEvidence(day, null, null),
                ROLL.get(3).withEvidence(null, day, null),
                ROLL.get(3).withEvidence(null, null, day))) {
            var roll = new ArrayList<>(ROLL);
            roll.set(3, renewed);

            assertThat(between(request(roll))).isEqualTo(besides(Section.EVIDENCE));
        }
    }

    @Test
    void findsTheEvidenceOfAPersonOnAnotherLine() {
        var sorted = new ArrayList<>(ROLL);
        Collections.reverse(sorted);
        sorted.set(0, sorted.get(0).withEvidence(LocalDate.of(2027, 3, 1), null, null));

        assertThat(between(request(numbered(sorted))).sections()).contains(Section.EVIDENCE);
    }

    @Test
    void seesNoChangeInAZoneThatWasReadOrAnAlias() {
        var roll = new ArrayList<>(ROLL);
        roll.set(3, aVisitor(4).withoutZone().build().called("Qartal"));

        assertThat(between(request(roll))).isEqualTo(unchanged());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"from, '2027-02-16'", "to, '2027-02-25'", "from, null", "to, null"})
    void asksForADecisionOnEverySiteWhereTheDaysChange(String path, String day) {
        var moved = request(ROLL, path, day);

        assertThat(between(moved))
                .isEqualTo(new AmendmentChanges(
                        Set.of(Reason.DATES), Set.of(), List.of(), List.of(), Set.of(), ALL, BOTH, Map.of()));
        assertThat(between(moved).openSites(moved)).containsExactly(1, 2);
        assertThat(between(moved).openLines(moved)).isEmpty();
    }

    @Test
    void followsSitesThatStandInAnotherOrder() {
        var after = request(ROLL, "sites", "[" + site("Qərargah", "Bakı", "HEADQUARTERS") + "," + RANGE + "]");

        assertThat(between(after)).isEqualTo(places(List.of(), Map.of(1, 2, 2, 1), Set.of()));
        assertThat(between(after).openSites(after)).isEmpty();
    }

    @Test
    void asksForADecisionOnASiteThatIsAdded() {
        var after = request(
                ROLL,
                "sites",
                "[" + site("Liman", null, "PORT") + "," + RANGE + "," + site("Qərargah", "Bakı", "HEADQUARTERS") + "]");

        assertThat(between(after))
                .isEqualTo(places(List.of(new PlaceChange(Change.ADDED, 1, null)), Map.of(2, 1, 3, 2), Set.of()));
        assertThat(between(after).openSites(after)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"Bakı, BARRACKS", "Gəncə, HEADQUARTERS", ", HEADQUARTERS"})
    void asksForADecisionOnASiteThatIsElsewhereOrOfAnotherKind(@Nullable String address, String kind) {
        var after = request(ROLL, "sites", "[" + site("Qərargah", address, kind) + "," + RANGE + "]");

        assertThat(between(after))
                .isEqualTo(places(List.of(new PlaceChange(Change.CHANGED, 1, 2)), Map.of(2, 1), Set.of()));
    }

    @Test
    void seesASiteThatIsTakenOffAndOneOfAnotherName() {
        var after = request(ROLL, "sites", "[" + site("Baş qərargah", "Bakı", "HEADQUARTERS") + "]");

        assertThat(between(after))
                .isEqualTo(places(
                        List.of(
                                new PlaceChange(Change.ADDED, 1, null),
                                new PlaceChange(Change.REMOVED, null, 1),
                                new PlaceChange(Change.REMOVED, null, 2)),
                        Map.of(),
                        Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "pointOfContact", "securityOfficer"})
    void keepsTheDecisionOnASiteWithAnotherContact(String which) {
        var range = RANGE.replaceFirst("'" + which + "':('1'|\\{'name':'[^']*'})", "'" + which + "':null");
        var after = request(ROLL, "sites", "[" + site("Qərargah", "Bakı", "HEADQUARTERS") + "," + range + "]");

        assertThat(range).isNotEqualTo(RANGE);
        assertThat(between(after)).isEqualTo(places(List.of(), Map.of(1, 2, 2, 1), Set.of(Section.CONTACTS)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EXERCISE     | exerciseCode            | 'EX-2027-04'",
                "KIND         | kind                    | 'EXTENDED'",
                "PURPOSE      | purpose                 | 'Parade'",
                "ACCESS_LEVEL | accessLevel             | 'SECRET'",
                "EMERGENCY    | emergency               | {'justification':'Landslide'}"
            })
    void seesWhatOnlyANewRequestMayChange(Fixed fixed, String path, String value) {
        assertThat(between(request(ROLL, path, value)))
                .isEqualTo(
                        new AmendmentChanges(Set.of(), Set.of(fixed), List.of(), List.of(), Set.of(), ALL, BOTH, BOTH));
        assertThat(fixed.place()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ACCESS_KIND | particulars.accessKind  | 'CONFIDENTIAL_OR_ABOVE'",
                "OCCASION    | particulars.occasion    | 'SITE_SURVEY'",
                "PROGRAMME   | particulars.pertinentTo | {'kind':'PROGRAMME','name':'Another'}"
            })
    void seesWhatOnlyANewRequestMayChangeOfTheParticulars(Fixed fixed, String path, String value) {
        assertThat(between(request(ROLL, path, value)).fixed()).containsExactly(fixed);
        assertThat(fixed.place()).isEqualTo(path);
    }

    @Test
    void takesTheCaveatForAPartOfTheAccessLevel() {
        assertThat(between(request(ROLL, "particulars.accessCaveat", "'Crypto'"))
                        .fixed())
                .containsExactly(Fixed.ACCESS_LEVEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LEADERS    | seniorLine                    | 3",
                "LEADERS    | deputyLine                    | 3",
                "LEADERS    | deputyLine                    | null",
                "ARMS       | armed                         | false",
                "ARMS       | armed                         | null",
                "ARMS       | arms                          | [{'type':'Bixi','quantity':2}]",
                "ARMS       | annexes.ammunition            | [{'type':'7,62','lot':'MKE-114','quantity':4801}]",
                "ARMS       | parliamentaryAuthorisation    | {'state':'REQUIRED'}",
                "TRAVEL     | means                         | 'ROAD'",
                "TRAVEL     | route                         | ['TUR','GEO','AZE']",
                "TRAVEL     | airMovement                   | {'kinds':['VIP']}",
                "TRAVEL     | annexes.legs                  | null",
                "TRAVEL     | annexes.vehicles              | [{'kind':'VEHICLE','type':'Kirpi','registration':'123457'}]",
                "GOODS      | customsMovements              | null",
                "GOODS      | annexes.radios                | [{'equipment':'PRC','frequencyMhz':'243.200'}]",
                "GOODS      | annexes.medicalStores         | [{'item':'Turnike','quantity':61}]",
                "GOODS      | medicalSupplies               | {'persons':5,'days':10,'reference':'M-1'}",
                "CLEARANCES | certification                 | {'authority':'Ministry','reference':'C-2'}",
                "CONTACTS   | pointOfContact                | {'name':'Ataşe','phone':'9'}",
                "CONTACTS   | securityOfficer               | {'name':'Subay','phone':'9'}",
                "OTHER      | remarks                       | 'Some'",
                "OTHER      | justification                 | 'Ordered'",
                "OTHER      | registrationExempt            | true",
                "OTHER      | particulars.aliases           | 'LISTS'"
            })
    void seesWhatFollowsOrIsBroughtUpToDate(Section section, String path, String value) {
        assertThat(between(request(ROLL, path, value))).isEqualTo(besides(section));
    }

    /** A place with an equals sign stands in both visits, with a plus in the amendment alone, with a minus in the permitted one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deputyLine            | null | DEPUTY -/deputyLine",
                "armed                 | false | ARMED -/armed",
                "arms                  | [{'type':'Bixi','quantity':3},{'type':'MPT-76','serialNumber':'T-4','quantity':1}]"
                        + " | ARM /arms/1=/arms/0, ARM /arms/0=/arms/1",
                "annexes.ammunition    | [{'type':'9','lot':'X'},{'type':'9','lot':'MKE-114','quantity':1}]"
                        + " | AMMUNITION +/annexes/ammunition/0, AMMUNITION /annexes/ammunition/0=/annexes/ammunition/1",
                "annexes.ammunition    | [{'type':'7,62','lot':'X','quantity':4800}]"
                        + " | AMMUNITION /annexes/ammunition/0=/annexes/ammunition/0",
                "annexes.vehicles      | [{'kind':'TRAILER','type':'Kirpi','registration':'9'}]"
                        + " | VEHICLE +/annexes/vehicles/0, VEHICLE -/annexes/vehicles/0",
                "annexes.vehicles      | [{'kind':'TRAILER','type':'X','registration':'123456'}]"
                        + " | VEHICLE /annexes/vehicles/0=/annexes/vehicles/0",
                "annexes.radios        | [null,{'equipment':'ASELSAN'},{'equipment':'PRC','frequencyMhz':'243.100'}]"
                        + " | RADIO +/annexes/radios/1",
                "annexes.medicalStores | [] | MEDICAL_STORE -/annexes/medicalStores/0",
                "medicalSupplies       | null | MEDICAL_SUPPLIES -/medicalSupplies",
                "customsMovements      | [{'serialNumber':'TR2','copies':5,'goods':'MPT-76'}]"
                        + " | CUSTOMS /customsMovements/0=/customsMovements/0",
                "certification         | {'authority':'Ministry','reference':'C-2'} | CERTIFICATION /certification=/certification",
                "pointOfContact        | null | POINT_OF_CONTACT -/pointOfContact",
                "remarks               | 'Some' | REMARKS /remarks=/remarks",
                "airMovement           | null | FLIGHT -/airMovement",
                "annexes.legs          | [{'direction':'DEPARTURE','carrier':'TUAF 3'}]"
                        + " | LEG /annexes/legs/1=/annexes/legs/0, LEG -/annexes/legs/0",
                "particulars.needs     | [{'kind':'DIETARY','needed':true}] | NEED +/particulars/needs/0",
                "particulars.initiative| 'GOVERNMENT' | INITIATIVE +/particulars/initiative"
            })
    void tellsWhereEachLineStoodAndStands(String path, String value, String told) {
        assertThat(lines(request(ROLL, path, value))).isEqualTo(told);
    }

    @Test
    void findsTheLinesOfPersonsAndPlacesThatStandElsewhere() {
        var sorted = new ArrayList<>(ROLL);
        Collections.reverse(sorted);
        sorted.set(0, sorted.get(0).withEvidence(LocalDate.of(2027, 3, 1), null, null));
        var range = RANGE.replace("'phone':'1'", "'phone':'2'");

        assertThat(lines(request(
                        numbered(sorted),
                        "seniorLine",
                        "4",
                        "deputyLine",
                        "3",
                        "arms",
                        "[{'type':'MPT-76','serialNumber':'T-3','quantity':1,'bearer':2},{'type':'Bixi','quantity':2}]",
                        "annexes.legs",
                        legs("[2, 4]"),
                        "sites",
                        "[" + site("Qərargah", "Bakı", "HEADQUARTERS") + "," + range + "]")))
                .isEqualTo("EVIDENCE /visitors/3=/visitors/0, SITE_CONTACTS /sites/0=/sites/1");
    }

    /** The roll of the amendment is the permitted one without its second person. */
    @Test
    void tellsWhichFilesAreNewOrNoLongerThere() {
        var roll = numbered(List.of(ROLL.get(0), ROLL.get(2), ROLL.get(3)));
        var before = permitted.withFiles(List.of(
                file(Kind.INSURANCE, 1, "a"),
                file(Kind.INSURANCE, 2, "b"),
                file(Kind.INSURANCE, 3, "c"),
                file(Kind.FITNESS, 4, "d"),
                file(Kind.FITNESS, null, "e"),
                file(Kind.OTHER, null, "f"),
                file(Kind.FITNESS, 0, "g")));
        var after = request(roll)
                .withFiles(List.of(
                        file(Kind.INSURANCE, 1, "a"),
                        file(Kind.INSURANCE, 2, "c2"),
                        file(Kind.FITNESS, 0, "d"),
                        file(Kind.FITNESS, null, "e"),
                        file(Kind.OTHER, null, "h")));

        assertThat(told(AmendmentChanges.between(before, after).lines(before, after)))
                .contains("FILE /files/2=/files/1, FILE +/files/4, FILE -/files/3")
                .doesNotContain("/files/0", "/files/5", "/files/6", "-/files/1");
        // Not known yet, or of a message.
        assertThat(lines(permitted)).isEmpty();
        var ofMessage = permitted.withFiles(List.of(
                new HandedFile("id", Kind.INSURANCE, null, "application/pdf", 1, "a", "message", 1, null, null)));
        assertThat(told(AmendmentChanges.between(permitted, ofMessage).lines(permitted, ofMessage)))
                .isEmpty();
    }

    private static HandedFile file(Kind kind, @Nullable Integer line, String content) {
        return new HandedFile("id-" + content, kind, 1, "application/pdf", 1, content, null, line, null, null);
    }

    private String lines(VisitDocument amended) {
        return told(between(amended).lines(permitted, amended));
    }

    private static String told(List<ChangedLine> lines) {
        return lines.stream()
                .map(line -> line.part() + " "
                        + switch (line.change()) {
                            case ADDED -> "+" + line.after();
                            case REMOVED -> "-" + line.before();
                            case CHANGED -> line.before() + "=" + line.after();
                        })
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"particulars.sendingReference | '4-18'", "particulars.sendingDate | '2027-01-11'"})
    void seesNoChangeInThePaperOfTheSendingSide(String path, String value) {
        assertThat(between(request(ROLL, path, value))).isEqualTo(unchanged());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customsMovements",
                "annexes.ammunition",
                "annexes.vehicles",
                "annexes.radios",
                "annexes.medicalStores",
                "annexes.legs"
            })
    void seesNoChangeBetweenAnEmptyListAndNone(String path) {
        var none = request(ROLL, path, "null");
        var empty = request(ROLL, path, "[]");

        assertThat(AmendmentChanges.between(none, empty)).isEqualTo(unchanged());
        assertThat(AmendmentChanges.between(empty, none)).isEqualTo(unchanged());
    }

    @Test
    void seesNoChangeBetweenNoArmsAndNothingSaidOfArms() {
        assertThat(AmendmentChanges.between(request(ROLL, "armed", "false"), request(ROLL, "armed", "null")))
                .isEqualTo(unchanged());
    }

    @Test
    void takesAMovementThatIsNothingAsItStands() {
        var emptied = request(ROLL, "annexes.legs", "[null]");

        assertThat(AmendmentChanges.between(emptied, emptied)).isEqualTo(unchanged());
        assertThat(between(emptied)).isEqualTo(besides(Section.TRAVEL));
    }

    @Test
    void tellsAllThatChangesAtOnce() {
        var roll = numbered(List.of(ROLL.get(0), ROLL.get(1), ROLL.get(2)));
        var changes = between(request(
                roll, "from", "'2027-02-16'", "purpose", "'Parade'", "remarks", "'Some'", "sites", "[" + RANGE + "]"));

        assertThat(changes)
                .isEqualTo(new AmendmentChanges(
                        Set.of(Reason.DATES, Reason.VISITORS, Reason.SITES),
                        Set.of(Fixed.PURPOSE),
                        List.of(new PersonChange(Change.REMOVED, null, 4)),
                        List.of(new PlaceChange(Change.REMOVED, null, 2)),
                        Set.of(Section.OTHER),
                        onTheirLines(1, 2, 3),
                        Map.of(1, 1),
                        Map.of()));
    }

    private static final String RANGE = "{'name':'Poliqon','address':'Hacıqabul','kind':'RANGE','phone':'1',"
            + "'pointOfContact':{'name':'Poliqon rəisi'},'securityOfficer':{'name':'Növbətçi'}}";

    private static String site(String name, @Nullable String address, String kind) {
        return "{'name':'" + name + "','kind':'" + kind + "'" + (address == null ? "" : ",'address':'" + address + "'")
                + "}";
    }

    private static String legs(String travellers) {
        return "[{'direction':'ARRIVAL','from':'Ankara','to':'Bakı','borderPoint':'GYD','crossesAt':'2027-02-15T09:00:00',"
                + "'means':'MILITARY_AIR','carrier':'TUAF 1','travellers':" + travellers
                + "},{'direction':'DEPARTURE','carrier':'TUAF 2'}]";
    }

    private AmendmentChanges between(VisitDocument amended) {
        return AmendmentChanges.between(permitted, amended);
    }

    private static AmendmentChanges unchanged() {
        return new AmendmentChanges(Set.of(), Set.of(), List.of(), List.of(), Set.of(), ALL, BOTH, BOTH);
    }

    private static AmendmentChanges besides(Section section) {
        return new AmendmentChanges(Set.of(), Set.of(), List.of(), List.of(), Set.of(section), ALL, BOTH, BOTH);
    }

    private static AmendmentChanges persons(
            List<PersonChange> changes, Map<Integer, Integer> settled, Set<Section> sections) {
        return new AmendmentChanges(
                Set.of(Reason.VISITORS), Set.of(), changes, List.of(), sections, settled, BOTH, BOTH);
    }

    private static AmendmentChanges places(
            List<PlaceChange> changes, Map<Integer, Integer> settled, Set<Section> sections) {
        return new AmendmentChanges(
                changes.isEmpty() ? Set.of() : Set.of(Reason.SITES),
                Set.of(),
                List.of(),
                changes,
                sections,
                ALL,
                settled,
                settled);
    }

    private static Map<Integer, Integer> onTheirLines(Integer... lines) {
        return Arrays.stream(lines).collect(Collectors.toMap(line -> line, line -> line));
    }

    private static VisitorBuilder named(
            VisitorBuilder person, String surname, String forenames, String surnameMrz, String forenamesMrz) {
        return person.named(surname, forenames, surnameMrz, forenamesMrz);
    }

    private static List<Visitor> numbered(List<Visitor> persons) {
        return IntStream.rangeClosed(1, persons.size())
                .mapToObj(line -> persons.get(line - 1).onLine(line))
                .toList();
    }

    /** @param others path and value in JSON, with single quotes, of whatever is other than in the permitted visit */
    private static VisitDocument request(List<Visitor> roll, String... others) {
        try {
            var content = JSON.readTree(CONTENT);
            for (int at = 0; at < others.length; at += 2) {
                var path = others[at].split("\\.");
                var holder = (ObjectNode) (path.length == 1 ? content : content.get(path[0]));
                holder.set(path[path.length - 1], JSON.readTree(others[at + 1].replace('\'', '"')));
            }
            return VisitDocument.blank("VIS-TUR-2027-0042", "TUR", "AZE")
                    .with(JSON.treeToValue(content, VisitContent.class), "AZE")
                    .withVisitors(roll);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
