package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.endedByNotice;
import static org.mushterek.visit.rule.VisitFixture.inForceFrom;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Comparison;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.agreement.rule.Rule;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.security.Role;
import org.mushterek.visit.VisitDocument.Emergency;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;
import org.mushterek.visit.rule.VisitFacts.Hand;
import org.mushterek.visit.rule.VisitFacts.Hands;

class VisitRuleBookTest {

    /** The part of the product's rule catalogue that is on visits, their persons and the instrument they rest on. */
    private static final Set<String> CATALOGUE = Set.of(
            "LEG-01", "LEG-02", "LEG-03", "LEG-04", "LEG-05", "LEG-06", "SIS-10", "VIS-01", "VIS-02", "VIS-03",
            "VIS-04", "VIS-05", "VIS-06", "VIS-07", "VIS-08", "VIS-09", "VIS-10", "VIS-11", "VIS-12", "VIS-13",
            "VIS-14", "VIS-15", "VIS-16", "VIS-17", "VIS-18", "VIS-19", "VIS-20", "VIS-21", "VIS-22", "VIS-23",
            "DOC-01", "DOC-02", "DOC-03", "DOC-04", "DOC-05", "DOC-06", "MED-01", "MED-02", "MED-03", "MED-04",
            "AIR-01", "AIR-02", "AIR-03", "CUS-01", "CAL-01", "CAL-02", "CAL-03", "CAL-04");

    /** Numbers that a state publishes for the very case; every other one is the house's. */
    private static final Set<String> PUBLISHED_BY_A_STATE =
            Set.of("air.vipNoticeWorkingDays", "air.armedNoticeWorkingDays", "air.clearanceHours");

    private final VisitRuleBook book = new VisitRuleBook();
    private final Texts texts = new Texts();

    @Test
    void holdsEveryRuleThatIsWritten() {
        var written = writtenRules(VisitRule.class).stream()
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).hasSize(CATALOGUE.size());
        assertThat(book.decisionBook().rules())
                .extracting(rule -> rule.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void hasATestForEveryRule() {
        var tested = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackagesOf(VisitRuleBookTest.class)
                        .stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(writtenRules(Rule.class).stream().map(rule -> rule.getSimpleName() + "Test"))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @Test
    void usesTheIdsOfTheCatalogue() {
        assertThat(book.decisionBook().descriptions())
                .extracting(rule -> rule.id().code())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE);
    }

    @Test
    void judgesARequestByAllRulesButThoseOnTheDecision() {
        var ofRequest = codes(book.requestBook().descriptions());
        var ofDecision = codes(book.decisionBook().descriptions());

        assertThat(ofDecision)
                .containsAll(ofRequest)
                .hasSize(ofRequest.size() + 1)
                .contains("VIS-18");
        assertThat(ofRequest).doesNotContain("VIS-18");
    }

    @Test
    void tellsEveryRuleAndParameterInThreeLanguages() {
        var missing = new TreeSet<String>();
        for (var line : book.page().rules()) {
            require(line.title(), missing);
            require(line.requirement().text(), missing);
            require(line.requirement().provenance().text(), missing);
            require(line.kind().text(), missing);
            require(line.severity().text(), missing);
            var clause = line.clause();
            if (clause != null) {
                require(clause.text(), missing);
                require(clause.provenance().text(), missing);
            }
            for (var parameter : line.parameters()) {
                require(parameter.label(), missing);
                parameter.history().forEach(entry -> require(entry.unit().text(), missing));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void saysEachRequirementToBeTheHousesAndNeverTheMemorandums() {
        assertThat(book.page().rules())
                .allSatisfy(rule ->
                        assertThat(rule.requirement().provenance().name()).isEqualTo("HOUSE"));
        assertThat(book.parameters().history())
                .isNotEmpty()
                .allSatisfy((name, entries) -> assertThat(entries).isNotEmpty().allSatisfy(entry -> {
                    assertThat(entry.provenance().name())
                            .isEqualTo(PUBLISHED_BY_A_STATE.contains(name) ? "NATIONAL_LAW" : "HOUSE");
                    assertThat(entry.source()).isNotBlank();
                }));
        assertThat(texts.say(new InstrumentCoversVisit().description().source(), Language.EN))
                .startsWith("House rule of this product. The clause it serves (Memorandum, as reported by the press");
    }

    @Test
    void callsOnlyReportedFactsOfTheMemorandumItsClauses() {
        assertThat(book.page().rules())
                .filteredOn(rule -> {
                    var clause = rule.clause();
                    return clause != null && clause.provenance() == Provenance.MEMORANDUM;
                })
                .extracting(rule -> rule.id())
                .containsExactlyInAnyOrder("LEG-01", "LEG-02", "LEG-03", "MED-01", "MED-02", "MED-03");
    }

    @Test
    void givesEveryParameterToARuleOrToADeadline() {
        var used = book.page().rules().stream()
                .flatMap(rule -> rule.parameters().stream())
                .map(parameter -> parameter.name())
                .filter(name -> !name.startsWith("deadline."))
                .collect(Collectors.toSet());

        assertThat(book.parameters().history().keySet())
                .filteredOn(name -> !name.startsWith("deadline."))
                .containsExactlyInAnyOrderElementsOf(used);
        assertThat(book.parameters().history().keySet())
                .filteredOn(name -> name.startsWith("deadline."))
                .containsExactly(
                        "deadline.answer",
                        "deadline.certify",
                        "deadline.correct",
                        "deadline.decide",
                        "deadline.desk",
                        "deadline.endorse",
                        "deadline.prepare",
                        "deadline.return",
                        "deadline.waive");
        assertThat(book.parameters().on(LocalDate.of(2027, 1, 11)).workingDays("deadline.certify"))
                .isEqualTo(2);
    }

    /** What the rules' tests change, they change on one day, for every number that is shipped. */
    @Test
    void changesEveryShippedNumberInTheTests() {
        var changing = VisitFixture.PARAMETERS.history();

        assertThat(changing.keySet()).isEqualTo(book.parameters().history().keySet());
        assertThat(changing).allSatisfy((name, entries) -> {
            assertThat(entries)
                    .extracting(DatedParameters.Entry::from)
                    .containsExactly(LocalDate.of(2026, 1, 1), VisitFixture.CHANGE);
            assertThat(entries.get(0).value()).isNotEqualTo(entries.get(1).value());
            assertThat(entries)
                    .extracting(DatedParameters.Entry::unit)
                    .containsOnly(book.parameters().historyOf(name).get(0).unit());
        });
    }

    @Test
    void judgesByTheNumbersOfTheDayBeforeAndAfterAChange() {
        var changing = new VisitRuleBook(VisitFixture.PARAMETERS);
        var visit = aVisit();
        visit.visitors = VisitFixture.visitors(26);
        var before =
                changing.judgeRequest(visit.judgedAs(VisitFixture.BEFORE_CHANGE).facts());
        var after = changing.judgeRequest(visit.judgedAs(VisitFixture.CHANGE).facts());

        assertThat(before.passes()).isTrue();
        assertThat(after.passes()).isFalse();
        var comparison = Comparison.of(before, after);
        assertThat(after.findings())
                .extracting(finding -> finding.code() + " " + comparison.of(finding))
                .contains("VIS-05 NEW");
        assertThat(Comparison.of(after, before).gone())
                .extracting(Finding::code)
                .contains("VIS-05");
    }

    @Test
    void passesALawfulRequestAndALawfulDecision() {
        var visit = aVisit();
        assertThat(book.judgeRequest(visit.facts()).blocking()).isEmpty();
        assertThat(book.judgeRequest(visit.facts()).warnings()).isEmpty();

        visit.hands = new Hands(
                new Hand("tur.planner", "TUR"),
                new Hand("tur.security", "TUR"),
                new Hand("tur.authority", "TUR"),
                new Hand("aze.authority", "AZE"));
        visit.decision = new DecisionFacts(Set.of(1, 2, 3), Set.of(1, 2));
        assertThat(book.judgeDecision(visit.facts()).passes()).isTrue();
    }

    @Test
    void letsNothingPassADecisionThatWasNotMade() {
        assertThat(book.judgeDecision(aVisit().facts()).blocking())
                .extracting(verdict -> verdict.rule().id().code())
                .containsExactly("VIS-18");
    }

    @Test
    void tellsAllBreachesAtOnceWithTheirTextsInThreeLanguages() {
        var visit = aVisit().terms(null).from(LocalDate.of(2027, 1, 25)).to(LocalDate.of(2028, 2, 24));
        visit.visitors = VisitFixture.visitors(31);
        visit.deputyLine = 1;
        visit.purpose = null;

        var judgement = book.judgeRequest(visit.facts());

        assertThat(judgement.blocking())
                .extracting(verdict -> verdict.rule().id().code())
                .containsExactly("LEG-01", "VIS-01", "VIS-02", "VIS-03", "VIS-05", "VIS-07", "VIS-21");
        assertToldInThreeLanguages(judgement);
    }

    @Test
    void passesALawfulAmendmentWhichNeedsNoMoreThanItsShorterNotice() {
        var amendment =
                aVisit().deliveredAt(LocalDate.of(2027, 1, 29), 17, 0, 0).amending(aVisit());
        amendment.visitors = VisitFixture.visitors(4);

        assertThat(book.judgeRequest(amendment.facts()).blocking()).isEmpty();
        assertThat(book.judgeRequest(amendment.facts()).warnings()).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongWithAnAmendmentInTheOrderOfTheCodes() {
        var permitted = aVisit();
        permitted.emergency = new Emergency("Landslide");
        var late = aVisit().deliveredAt(LocalDate.of(2027, 2, 1), 10, 0, 0).amending(permitted, false, 3);
        var earlier = aVisit().from(LocalDate.of(2027, 2, 12))
                .deliveredAt(LocalDate.of(2027, 1, 14), 10, 0, 0)
                .amending(aVisit());
        var keeping = aVisit().from(LocalDate.of(2027, 2, 12))
                .deliveredAt(LocalDate.of(2027, 1, 15), 10, 0, 0)
                .amending(aVisit());

        assertThat(refusing(late)).containsExactly("VIS-11", "VIS-13", "VIS-14", "VIS-15");
        assertThat(refusing(earlier)).containsExactly("VIS-12");
        assertThat(refusing(keeping)).containsExactly("VIS-12");
        for (var visit : List.of(late, earlier, keeping)) {
            assertToldInThreeLanguages(book.judgeRequest(visit.facts()));
        }
    }

    private List<String> refusing(VisitFixture visit) {
        return book.judgeRequest(visit.facts()).blocking().stream()
                .map(verdict -> verdict.rule().id().code())
                .toList();
    }

    private void assertToldInThreeLanguages(Judgement judgement) {
        assertThat(judgement.findings()).isNotEmpty();
        for (var finding : judgement.findings()) {
            for (var language : Language.values()) {
                assertThat(texts.say(finding.wrong(), language)).doesNotContain("{", "rule.");
                assertThat(texts.say(java.util.Objects.requireNonNull(finding.cure()), language))
                        .doesNotContain("{", "rule.");
                assertThat(texts.say(java.util.Objects.requireNonNull(finding.source()), language))
                        .doesNotContain("{", "rule.");
            }
        }
    }

    @Test
    void namesAnAuthorityForEveryRuleThatMayBeWaived() {
        var waivable = List.of("LEG-05", "VIS-08");

        assertThat(book.parameters().history().keySet())
                .filteredOn(name -> name.startsWith("waiver."))
                .containsExactlyElementsOf(
                        waivable.stream().map(rule -> "waiver." + rule).toList());
        assertThat(book.decisionBook().descriptions())
                .filteredOn(rule -> rule.severity() == Severity.NEEDS_WAIVER)
                .extracting(rule -> rule.id().code())
                .isSubsetOf(waivable);
        for (var rule : waivable) {
            assertThat(book.waiverAuthority(new RuleId(rule), VisitFixture.CHANGE))
                    .isEqualTo(Role.COMMANDER);
            for (var entry : book.parameters().historyOf("waiver." + rule)) {
                assertThat(texts.versions("rule.authority." + entry.value())).hasSize(3);
            }
        }
        assertThat(book.waiverAuthorities(VisitFixture.CHANGE)).containsExactly(Role.COMMANDER);
    }

    @Test
    void takesAnotherAuthorityFromItsFirstDay() {
        var changing = new VisitRuleBook(VisitFixture.PARAMETERS);

        assertThat(changing.waiverAuthority(new RuleId("LEG-05"), VisitFixture.BEFORE_CHANGE))
                .isEqualTo(Role.COMMANDER);
        assertThat(changing.waiverAuthority(new RuleId("LEG-05"), VisitFixture.CHANGE))
                .isEqualTo(Role.LEGAL);
        assertThat(changing.waiverAuthorities(VisitFixture.BEFORE_CHANGE))
                .containsExactly(Role.AUTHORITY, Role.COMMANDER);
    }

    @Test
    void givesEveryDutyToSomebody() {
        var duties = book.decisionBook().rules().stream()
                .filter(VisitDuty.class::isInstance)
                .map(rule -> rule.description().id().code())
                .toList();

        assertThat(book.decisionBook().descriptions())
                .filteredOn(rule -> rule.kind() == Kind.DUTY)
                .extracting(rule -> rule.id().code())
                .isNotEmpty()
                .containsExactlyElementsOf(duties);
    }

    @Test
    void opensTheDutiesThatTheFactsAskFor() {
        assertThat(duties(aVisit())).containsExactly("DOC-05 SENDING_SECURITY", "MED-02 HOST_MEDICAL");
        // Fifteen days from 15 February end on 1 March.
        assertThat(duties(aVisit().to(LocalDate.of(2027, 3, 1)))).doesNotContain("DOC-04 HOST_BORDER");
        assertThat(duties(aVisit().to(LocalDate.of(2027, 3, 2))))
                .containsExactly("DOC-04 HOST_BORDER", "DOC-05 SENDING_SECURITY", "MED-02 HOST_MEDICAL");
        assertThat(duties(aVisit().visitors())).isEmpty();
        assertThat(book.duties(book.judgeRequest(aVisit().facts())).get(0).text())
                .isEqualTo(Message.of("rule.DOC-05.duty.unarmed").with("persons", 3));
    }

    private List<String> duties(VisitFixture visit) {
        return book.duties(book.judgeRequest(visit.facts())).stream()
                .map(duty -> duty.code() + " " + duty.holder())
                .toList();
    }

    @Test
    void namesTheDayOfReceiptBesideAPass() {
        assertThat(book.judgeRequest(aVisit().facts()).remarks())
                .contains(Message.of("rule.VIS-09.received")
                        .with("delivered", aVisit().judgedAt.toLocalDateTime())
                        .with("received", LocalDate.of(2027, 1, 11)));
        assertThat(book.judgeRequest(aVisit().facts()).of(new RuleId("VIS-09")))
                .get()
                .isInstanceOf(Verdict.Satisfied.class);
    }

    @Test
    void namesTheEarliestLawfulStartSoThatADayBeforeIsRefused() {
        var start = LocalDate.of(2027, 2, 10);
        assertThat(book.earliestLawfulStart(aVisit().facts())).isEqualTo(earliest(start));

        assertThat(book.judgeRequest(aVisit().from(start).facts()).passes()).isTrue();
        assertThat(book.judgeRequest(aVisit().from(start.minusDays(1)).facts()).passes())
                .isFalse();
    }

    @Test
    void namesADayBeforeThePermittedOneWhereFreshNoticeAllowsIt() {
        var start = LocalDate.of(2027, 2, 10);
        var amendment = aVisit().amending(aVisit().from(start.plusDays(1)));

        assertThat(book.earliestLawfulStart(amendment.facts())).isEqualTo(earliest(start));
        assertThat(refusing(amendment.from(start))).isEmpty();
        assertThat(refusing(amendment.from(start.minusDays(1)))).containsExactly("VIS-12");
    }

    @Test
    void namesThePermittedDayWhileTheShorterNoticeIsLeftToIt() {
        // Ten weekdays lie strictly between Monday 11 and Tuesday 26 January.
        for (var permitted : List.of(LocalDate.of(2027, 2, 10), LocalDate.of(2027, 1, 26))) {
            var amendment = aVisit().to(permitted.plusDays(5)).amending(aVisit().from(permitted));

            assertThat(book.earliestLawfulStart(amendment.facts())).isEqualTo(earliest(permitted));
            assertThat(refusing(amendment.from(permitted))).isEmpty();
            assertThat(refusing(amendment.from(permitted.minusDays(1)))).containsExactly("VIS-12");
        }
    }

    @Test
    void namesNoStartWhereItIsTooLateToAmendTheVisit() {
        var permitted = LocalDate.of(2027, 1, 25);
        var tooLate = new EarliestStart(
                null,
                Message.of("rule.VIS-13.reason")
                        .with("received", LocalDate.of(2027, 1, 11))
                        .with("permitted", permitted)
                        .with("notice", 10)
                        .with("latest", LocalDate.of(2027, 1, 8)),
                List.of());
        var amendment = aVisit().amending(aVisit().from(permitted));

        assertThat(book.earliestLawfulStart(amendment.facts())).isEqualTo(tooLate);
        assertThat(new VisitRuleBook(VisitFixture.PARAMETERS, BlackoutsTest.PAUSES)
                        .earliestLawfulStart(amendment.facts()))
                .isEqualTo(tooLate);
        amendment.to(permitted.plusDays(5));
        assertThat(refusing(amendment.from(permitted.minusDays(1)))).containsExactly("VIS-12");
        assertThat(refusing(amendment.from(permitted))).containsExactly("VIS-13");
        assertThat(refusing(amendment.from(permitted.plusDays(1)))).containsExactly("VIS-13");
    }

    @Test
    void saysWhereOnlyAPauseOfTheHostMakesItTooLateToAmend() {
        var amendment = aVisit().amending(aVisit().from(LocalDate.of(2027, 2, 1)));

        assertThat(new VisitRuleBook(VisitFixture.PARAMETERS, BlackoutsTest.PAUSES)
                        .earliestLawfulStart(amendment.facts()))
                .isEqualTo(new EarliestStart(
                        null,
                        Message.of("rule.VIS-19.begins")
                                .with("host", Message.of("side.AZE"))
                                .with("received", LocalDate.of(2027, 1, 11))
                                .with("begins", LocalDate.of(2027, 1, 18)),
                        List.of()));
    }

    private static EarliestStart earliest(LocalDate start) {
        return new EarliestStart(
                start,
                null,
                List.of(Message.of("test.days")
                        .with("from", LocalDate.of(2027, 1, 11))
                        .with("to", start)));
    }

    @Test
    void startsNoEarlierThanTheInstrumentIsInForce() {
        var inForce = LocalDate.of(2027, 5, 3);
        assertThat(book.earliestLawfulStart(aVisit().terms(inForceFrom(inForce)).facts())
                        .day())
                .isEqualTo(inForce);
    }

    @Test
    void namesNoStartWhereTheInstrumentForbidsIt() {
        assertThat(obstacle(aVisit().terms(null))).isEqualTo("rule.LEG-01.noInstrument");
        assertThat(obstacle(aVisit().terms(endedByNotice(LocalDate.of(2026, 2, 10), LocalDate.of(2026, 9, 1)))))
                .isEqualTo("rule.LEG-01.ended");
    }

    @Test
    void namesTheStartWithARemarkWhereRenewalMustComeFirst() {
        var earliest = book.earliestLawfulStart(
                aVisit().terms(inForceFrom(LocalDate.of(2026, 2, 10))).facts());

        assertThat(earliest.day()).isEqualTo(LocalDate.of(2027, 2, 10));
        assertThat(earliest.remarks()).extracting(Message::key).containsExactly("test.days", "rule.LEG-01.renewalDue");
    }

    @Test
    void namesTheStartWithoutARemarkWhereTheTermEndsWithTheVisit() {
        // Ten days from 10 February end on the 19th, the last day of a term that began on 20 February.
        var onLastDay = book.earliestLawfulStart(
                aVisit().terms(inForceFrom(LocalDate.of(2026, 2, 20))).facts());
        var dayLater = book.earliestLawfulStart(
                aVisit().terms(inForceFrom(LocalDate.of(2026, 2, 19))).facts());

        assertThat(onLastDay.remarks()).extracting(Message::key).containsExactly("test.days");
        assertThat(dayLater.remarks()).extracting(Message::key).containsExactly("test.days", "rule.LEG-01.renewalDue");
    }

    @Test
    void tellsHowLargeARequestMayBe() {
        var changing = new VisitRuleBook(VisitFixture.PARAMETERS);

        assertThat(changing.mostVisitors(VisitFixture.BEFORE_CHANGE)).isEqualTo(30);
        assertThat(changing.mostVisitors(VisitFixture.CHANGE)).isEqualTo(25);
        assertThat(changing.mostSites(VisitFixture.BEFORE_CHANGE)).isEqualTo(30);
        assertThat(changing.mostSites(VisitFixture.CHANGE)).isEqualTo(25);
    }

    @Test
    void namesNoStartBeyondTheLoadedCalendars() {
        assertThat(obstacle(aVisit().deliveredAt(LocalDate.of(2027, 12, 20), 9, 0, 0)))
                .isEqualTo("rule.calendar.missing");
    }

    private String obstacle(VisitFixture visit) {
        var earliest = book.earliestLawfulStart(visit.facts());
        assertThat(earliest.day()).isNull();
        return java.util.Objects.requireNonNull(earliest.obstacle()).key();
    }

    private static List<String> codes(List<RuleDescription> descriptions) {
        return descriptions.stream().map(rule -> rule.id().code()).toList();
    }

    private void require(Message message, Set<String> missing) {
        if (!texts.versions(message.key()).keySet().equals(Set.of("en", "az", "tr"))) {
            missing.add(message.key());
        }
    }

    static List<JavaClass> writtenRules(Class<?> kind) {
        var rules = new ArrayList<JavaClass>();
        for (var candidate : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(VisitRuleBook.class)) {
            if (candidate.isAssignableTo(kind) && !candidate.isInterface()) {
                rules.add(candidate);
            }
        }
        return rules;
    }
}
