package org.mushterek.visit.rule;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.mushterek.afteraction.rule.AfterActionRuleBook;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.exercise.rule.PlanningRuleBook;

/** A rule that shapes a process has no facts to break: it names the tests of the program that would fail without it. */
class ProceduresAreProvedTest {

    private static final String PATHS = "org.mushterek.engine.visit.VisitPathsIT#";
    private static final String DECREES = "org.mushterek.engine.visit.CalendarDecreeIT#";
    private static final String REST = "org.mushterek.web.RestIT#";
    private static final String AFTER = "org.mushterek.engine.visit.AfterActionIT#";
    private static final String DRILLS = "org.mushterek.engine.visit.DrillSchedulingIT#";
    private static final String PLANNING = "org.mushterek.engine.visit.ExercisePlanningIT#";
    private static final String TERMS = "org.mushterek.agreement.InstrumentTermsTest#";
    private static final String INSTRUMENTS = "org.mushterek.agreement.InstrumentsTest#";

    private static final Map<String, List<String>> PROVED_BY = Map.ofEntries(
            entry(
                    "LEG-02",
                    List.of(
                            PATHS + "refusesWhileNoInstrumentIsInForce",
                            REST + "letsVisitsPassOnlyWhileALegalOfficersEntriesPutTheMemorandumInForce")),
            entry(
                    "LEG-04",
                    List.of(
                            INSTRUMENTS + "shipsWhatIsKnownAndLeavesTheRestOpen",
                            TERMS + "closesTheWindowForNoticeNinetyDaysBeforeTheLastDay",
                            TERMS + "closesTheWindowOfTheSisterMemorandumThirtyDaysBefore",
                            TERMS + "hasNoWindowForNoticeWhereItIsOverOrUnknown")),
            entry("VIS-09", List.of(PATHS + "countsTheWorkingDaysOfTheHostFromDelivery")),
            entry(
                    "VIS-16",
                    List.of(
                            PATHS + "lapsesUnansweredWhenTheEveHasPassedAndApprovesNothing",
                            PATHS + "escalatesTheDesksThatAreOpenAndTheDecision",
                            "org.mushterek.engine.visit.RemindersIT#remindsTheDesksOfTheHostAtHalfAndFourFifthsOfTheirTime")),
            entry(
                    "VIS-17",
                    List.of(
                            PATHS + "approvesEverybodyEverywhere",
                            PATHS + "permitsOnlyWhatTheLimitsLeave",
                            PATHS + "refusesWithAReason",
                            PATHS + "startsOverAfterTheCertifierTheEndorserAndTheHost",
                            PATHS + "withdrawsARequestThatTheHostHasNotSeen",
                            PATHS + "lapsesUnansweredWhenTheEveHasPassedAndApprovesNothing")),
            entry("VIS-20", List.of(PATHS + "tellsOfficersThatAnApprovalIsForHearingAndSeeing")),
            entry(
                    "VIS-22",
                    List.of(
                            PATHS + "withdrawsARequestThatTheHostHasNotSeen",
                            PATHS + "takesTheTasksFromTheDesksAtWithdrawal",
                            PATHS + "revokesThePermitWhenAWithdrawalCrossesTheApproval")),
            entry("PLN-05", List.of(PLANNING + "endsAStageByItsProductsAndNotByItsConference")),
            entry(
                    "PLN-07",
                    List.of(
                            PLANNING + "opensStartexOnlyThroughTheGate",
                            PLANNING + "opensStartexOfAnExercisePreparedOutsideByTheProtocolOfItsGateAlone")),
            entry(
                    "PLN-06",
                    List.of(
                            PLANNING + "movesItsDaysTogetherWithStartexAndKeepsTheOldOnesOnRecord",
                            "org.mushterek.exercise.planning.PlanningDatesTest#closesTheListsTwentyFiveWorkingDaysBefore")),
            entry(
                    "RSK-02",
                    List.of(
                            PLANNING + "asksForEachApprovalAnewWhereARiskIsWrittenAnewAtTheGate",
                            DRILLS + "standsStillAboveTheApprovedRiskUntilEveryPartyAgrees",
                            DRILLS + "staysSuspendedWhereAPartyRefusesAndIsNotDecidedByWhoReported")),
            entry(
                    "AAR-01",
                    List.of(AFTER + "walksFromEndexToTheFinalReport", AFTER + "stopsTheReportWhenEndexIsTakenBack")),
            entry("AAR-02", List.of(AFTER + "walksFromEndexToTheFinalReport")),
            entry("AAR-03", List.of(AFTER + "walksFromEndexToTheFinalReport")),
            entry(
                    "AAR-04",
                    List.of(
                            AFTER + "walksFromEndexToTheFinalReport",
                            AFTER + "keepsTheFinalReportOpenWhileARecommendationIsNotSettled")),
            entry("AAR-05", List.of(AFTER + "walksFromEndexToTheFinalReport")),
            entry(
                    "AAR-06",
                    List.of(
                            AFTER + "acceptsOrRejectsAnObservationAndTellsTheReason",
                            AFTER + "putsALateDecisionOnTopAndDecidesNothing")),
            entry(
                    "AAR-07",
                    List.of(
                            AFTER + "closesAnActionOnlyWhenSomebodyElseHasValidatedIt",
                            AFTER + "letsNobodyValidateTheOwnWorkAndGivesAnActionUpWithAReason")),
            entry("AAR-08", List.of(AFTER + "walksFromEndexToTheFinalReport")),
            entry("CAL-01", List.of(DECREES + "loadsTheComingYearFromAFileAfterItsSecondOfficer")),
            entry("CAL-02", List.of(PATHS + "countsNoHalfDayAsAWorkingDay")),
            entry(
                    "CAL-03",
                    List.of(
                            DECREES + "movesTheTasksAndTimersOfOpenCasesAndBack",
                            DECREES + "tellsTheMoveAndTheHolidaysInTheDossierOfBothSides")));

    @Test
    void namesTestsThatExistForEveryProcedureAndForNothingElse() {
        assertThat(faults(procedures(), PROVED_BY)).isEmpty();
    }

    @Test
    void noticesWhatIsNotProved() {
        var renamed = Map.of(
                "VIS-16", List.of(PATHS + "approvesByLapseOfTime"),
                "VIS-17", List.of("org.mushterek.engine.visit.NoSuchIT#refuses"),
                "VIS-20", List.of(PATHS + "assertNothingIsOpen"),
                "VIS-07", List.of(PATHS + "refusesWithAReason"),
                "VIS-22", List.<String>of());

        assertThat(faults(Set.of("VIS-16", "VIS-17", "VIS-20", "VIS-22", "CAL-03"), renamed))
                .containsExactlyInAnyOrder(
                        "CAL-03 is proved by nothing",
                        "VIS-07 is no procedure",
                        "VIS-16 is proved by " + PATHS + "approvesByLapseOfTime, which is no test",
                        "VIS-17 is proved by org.mushterek.engine.visit.NoSuchIT#refuses, which is no test",
                        "VIS-20 is proved by " + PATHS + "assertNothingIsOpen, which is no test",
                        "VIS-22 is proved by nothing");
    }

    private static Set<String> procedures() {
        return Stream.of(
                        new VisitRuleBook().decisionBook().descriptions(),
                        new PlanningRuleBook().book().descriptions(),
                        new AfterActionRuleBook().descriptions())
                .flatMap(List::stream)
                .filter(rule -> rule.kind() == Kind.PROCEDURE)
                .map(rule -> rule.id().code())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> faults(Set<String> procedures, Map<String, List<String>> provedBy) {
        var faults = new ArrayList<String>();
        provedBy.keySet().stream()
                .filter(rule -> !procedures.contains(rule))
                .forEach(rule -> faults.add(rule + " is no procedure"));
        for (var rule : procedures) {
            var proofs = provedBy.getOrDefault(rule, List.of());
            if (proofs.isEmpty()) {
                faults.add(rule + " is proved by nothing");
            }
            proofs.stream()
                    .filter(proof -> !isTest(proof))
                    .forEach(proof -> faults.add(rule + " is proved by " + proof + ", which is no test"));
        }
        return faults;
    }

    private static boolean isTest(String proof) {
        var named = proof.split("#");
        try {
            var loader = ProceduresAreProvedTest.class.getClassLoader();
            return Arrays.stream(Class.forName(named[0], false, loader).getDeclaredMethods())
                    .filter(method -> method.getName().equals(named[1]))
                    .anyMatch(ProceduresAreProvedTest::isTest);
        } catch (ClassNotFoundException gone) {
            return false;
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
