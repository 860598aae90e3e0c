package org.mushterek.exercise.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.drill.DrillProgramme.DrillKind;
import org.mushterek.exercise.drill.DrillProgramme.Overseer;
import org.mushterek.exercise.drill.DrillQuestion.Progress;
import org.mushterek.exercise.drill.DrillQuestion.Taken;
import org.mushterek.exercise.schedule.Answer;
import org.mushterek.exercise.schedule.CpSatEngine;
import org.mushterek.exercise.schedule.DangerZone;
import org.mushterek.exercise.schedule.PlanCheck;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.RuleWords;
import org.mushterek.exercise.schedule.ScheduleProblem;
import org.mushterek.exercise.schedule.Scheduler;
import org.mushterek.exercise.schedule.SearchLimits;
import org.mushterek.exercise.schedule.SearchWatch;
import org.mushterek.retention.PersonalRecords;

/** What is asked of the scheduler, by the answers that it gives. */
class DrillQuestionTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 6, 7);
    private static final LocalDateTime NINE = FIRST.atTime(9, 0);
    private static final String NINE_O_CLOCK = "07.06.2027 09:00";
    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    private final Scheduler scheduler = new Scheduler(CpSatEngine.load().orElseThrow());
    private final Texts texts = new Texts();
    private final List<TrainingRange> ranges = new ArrayList<>();
    private final List<DrillProgramme.Drill> drills = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<RangeClosure> closures = new ArrayList<>();
    private final Map<String, LocalDateTime> before = new HashMap<>();
    private Progress progress = Progress.at(FIRST.minusDays(60).atStartOfDay());

    // --- Nobody is in a danger zone while it is active (RNG-02). ---

    @Test
    void keepsADryDrillOffTheRangeOnWhichAnotherTeamFires() {
        range("R", 2, 0, square(35.2));
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE);
        drill("D2", "R", DrillKind.DRY, NINE);

        assertThat(impossibleBecause())
                .containsExactlyInAnyOrder(
                        "drill D1 (Drill D1) is pinned to " + NINE_O_CLOCK,
                        "drill D2 (Drill D2) is pinned to " + NINE_O_CLOCK,
                        "nobody is in the danger zone of drill D1 (Drill D1) while it is active, and drill D2 (Drill D2)"
                                + " lies in it");
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE))).hasSize(1).allMatch(PlanRule.KeepsOut.class::isInstance);
    }

    @Test
    void keepsADryDrillOffARangeThatLiesInAnActiveZone() {
        range("R", 1, 0, square(35.2));
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.DEMOLITION, NINE);
        drill("D2", "S", DrillKind.BLANK, NINE);

        assertThat(impossibleBecause()).anyMatch(rule -> rule.startsWith("nobody is in the danger zone of drill D1"));
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE))).hasSize(1);
        // The zone stays closed for an hour.
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusMinutes(225)))).hasSize(1);
    }

    @Test
    void countsSetUpAndClearUpAsBeingInTheZone() {
        range("R", 1, 0, square(35.2));
        range("S", 1, 30, List.of());
        drill("D1", "R", DrillKind.LIVE_FIRE, null);
        drill("D2", "S", DrillKind.DRY, null);

        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusMinutes(180 + 60 + 15))))
                .hasSize(1);
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusMinutes(180 + 60 + 30))))
                .isEmpty();
        assertThat(brokenBy(Map.of("D1", NINE.plusHours(5), "D2", NINE.plusMinutes(45))))
                .hasSize(1);
        assertThat(brokenBy(Map.of("D1", NINE.plusHours(5), "D2", NINE.plusMinutes(30))))
                .isEmpty();
    }

    @Test
    void keepsADryDrillOffARangeWhoseOwnZoneMeetsAnActiveOne() {
        range("R", 1, 0, square(35.2));
        ranges.add(new TrainingRange("S", "TUR", "Range S", 1, 200, 0, 0, null, null, 37.1, 35.9, square(35.205), 1));
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE);
        drill("D2", "S", DrillKind.DRY, NINE);

        assertThat(impossibleBecause()).anyMatch(rule -> rule.startsWith("nobody is in the danger zone of drill D1"));
    }

    @Test
    void leavesADryDrillAloneBesideTheZone() {
        range("R", 1, 0, square(35.2));
        ranges.add(new TrainingRange("S", "TUR", "Range S", 1, 200, 0, 0, null, null, 37.1, 35.9, List.of(), 1));
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE);
        drill("D2", "S", DrillKind.DRY, NINE);

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void keepsADryDrillOutOfTheZoneThatAnotherExerciseKeepsActive() {
        range("R", 1, 0, square(35.2));
        range("S", 1, 0, List.of());
        drill("D1", "S", DrillKind.DRY, NINE);
        taken.add(taken("R", NINE, true));

        assertThat(impossibleBecause())
                .containsExactlyInAnyOrder(
                        "drill D1 (Drill D1) is pinned to " + NINE_O_CLOCK,
                        "drill D1 (Drill D1) is in a danger zone that another exercise keeps active from 07.06.2027 08:00"
                                + " to 07.06.2027 13:00");
        assertThat(brokenBy(Map.of("D1", NINE))).hasSize(1).allMatch(PlanRule.ZoneShut.class::isInstance);
    }

    @Test
    void doesNotFireWhereAnotherExerciseIsInTheZone() {
        range("R", 1, 0, square(35.2));
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE);
        taken.add(taken("S", NINE, false));

        assertThat(impossibleBecause())
                .contains("another exercise is in the danger zone of drill D1 (Drill D1) from " + NINE_O_CLOCK
                        + " to 07.06.2027 12:00");
        assertThat(brokenBy(Map.of("D1", NINE))).hasSize(1);
    }

    @Test
    void tellsOfTheZoneInEveryLanguage() {
        range("R", 2, 0, square(35.2));
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE);
        drill("D2", "R", DrillKind.DRY, NINE);
        var problem = problem();
        var broken = PlanCheck.broken(problem, starts(problem, Map.of("D1", NINE, "D2", NINE)));

        var words = new RuleWords(problem).of(broken.get(0));

        assertThat(texts.say(words, Language.AZ))
                .contains("təhlükə zonasında")
                .contains("D1")
                .contains("D2");
        assertThat(texts.say(words, Language.TR))
                .contains("tehlike bölgesinde")
                .contains("D1")
                .contains("D2");
    }

    // --- Nobody oversees two drills at once (RNG-02). ---

    @Test
    void namesTheOfficerWhoWouldOverseeTwoRangesAtOnce() {
        range("R", 1, 0, List.of());
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE, overseer("OR-7", "Ali Kaya"), overseer("OF-3", "Can Şahin"));
        drill("D2", "S", DrillKind.DRY, NINE.plusHours(2), overseer("OF-3", "CAN  ŞAHİN"), null);

        assertThat(impossibleBecause())
                .contains("overseer OF-3 Can Şahin oversees one drill at a time")
                .hasSize(3);
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusHours(2)))).hasSize(1);
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusHours(3)))).isEmpty();
    }

    @Test
    void namesTheOfficerWhoWouldBeNeededTwiceAfterMidnight() {
        range("R", 1, 0, List.of());
        range("S", 1, 0, List.of());
        var night = FIRST.atTime(22, 0);
        drill("D1", "R", DrillKind.DRY, night, overseer("OR-7", "Ali Kaya"), null);
        drill("D2", "S", DrillKind.DRY, FIRST.plusDays(1).atTime(0, 45), overseer("OR-7", "Ali Kaya"), null);

        assertThat(impossibleBecause()).contains("overseer OR-7 Ali Kaya oversees one drill at a time");
    }

    @Test
    void takesOneNameInTwoGradesForTwoPersons() {
        range("R", 1, 0, List.of());
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, NINE, overseer("OR-7", "Ali Kaya"), null);
        drill("D2", "S", DrillKind.DRY, NINE, overseer("OF-3", "Ali Kaya"), null);

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void letsOnePersonHoldBothFunctionsOfOneDrill() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE, overseer("OF-3", "Ali Kaya"), overseer("OF-3", "Ali Kaya"));
        drill("D2", "R", DrillKind.DRY, NINE.plusHours(3), overseer("OF-3", "Ali Kaya"), null);

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void doesNotClashOverPersonsWhoAreNotNamedOrWhoseNamesAreErased() {
        range("R", 1, 0, List.of());
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.LIVE_FIRE, NINE, overseer("OR-7", PersonalRecords.GONE), overseer("OF-3", null));
        drill("D2", "S", DrillKind.LIVE_FIRE, NINE, overseer("OR-7", PersonalRecords.GONE), overseer("OF-3", null));

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void findsAnOfficerTakenByAnotherExercise() {
        range("R", 1, 0, List.of());
        range("S", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, NINE, overseer("OR-7", "Ali Kaya"), null);
        taken.add(taken("S", NINE, false, 30, overseer("OR-7", "Ali KAYA")));

        assertThat(impossibleBecause())
                .contains("overseer OR-7 Ali Kaya is booked by another exercise from " + NINE_O_CLOCK
                        + " to 07.06.2027 12:00");
        assertThat(brokenBy(Map.of("D1", NINE))).hasSize(1).allMatch(PlanRule.Reserved.class::isInstance);
        assertThat(brokenBy(Map.of("D1", NINE.plusHours(3)))).isEmpty();
    }

    // --- Another exercise has as much of a range as it has booked. ---

    @Test
    void sharesARangeThatTakesSeveralBookingsWithAnotherExercise() {
        range("R", 2, 0, List.of());
        drill("D1", "R", DrillKind.DRY, NINE);
        taken.add(taken("R", NINE, false));

        assertThat(answer()).isInstanceOf(Answer.Planned.class);

        taken.add(taken("R", NINE, false));
        assertThat(impossibleBecause())
                .contains(
                        "range R Range R is booked by another exercise from " + NINE_O_CLOCK + " to 07.06.2027 12:00");
        assertThat(brokenBy(Map.of("D1", NINE))).isNotEmpty().allMatch(PlanRule.Reserved.class::isInstance);
    }

    @Test
    void closesARangeThatTakesOneBooking() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, NINE);
        taken.add(taken("R", NINE, false));

        assertThat(answer()).isInstanceOf(Answer.Impossible.class);
    }

    @Test
    void countsThePersonsOfAnotherExercise() {
        range("R", 3, 0, List.of());
        drill("D1", "R", DrillKind.DRY, NINE);
        taken.add(taken("R", NINE, false, 170));

        assertThat(answer()).isInstanceOf(Answer.Planned.class);

        taken.clear();
        taken.add(taken("R", NINE, false, 171));
        assertThat(answer()).isInstanceOf(Answer.Impossible.class);
    }

    @Test
    void fitsTwoOfItsOwnDrillsBesideAnotherExerciseOnlyWhereThereIsRoom() {
        range("R", 2, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        taken.add(taken("R", FIRST.atStartOfDay(), false));

        var answer = answer();

        // One beside the other exercise from midnight to three, the other after that: sooner is not to be had.
        assertThat(answer).isInstanceOf(Answer.Planned.class);
        assertThat(((Answer.Planned) answer).plan().end()).isEqualTo(6 * 60 / DrillQuestion.UNIT);
    }

    // --- While the exercise runs. ---

    @Test
    void putsNoDrillIntoThePast() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        before.put("D1", FIRST.plusDays(2).atTime(9, 0));
        closures.add(new RangeClosure(
                1, "R", FIRST.plusDays(2).atStartOfDay(), FIRST.plusDays(3).atStartOfDay(), "Shell"));
        progress = Progress.at(FIRST.plusDays(1).atTime(10, 7));

        var answer = answer();

        assertThat(answer).isInstanceOf(Answer.Planned.class);
        assertThat(((Answer.Planned) answer).plan().starts())
                .containsEntry("D1", (24 + 10) * 60 / DrillQuestion.UNIT + 1);
        assertThat(brokenBy(Map.of("D1", FIRST.atTime(9, 0)))).hasSize(1).allMatch(PlanRule.Elapsed.class::isInstance);
    }

    @Test
    void saysThatNoTimeIsLeftAndDoesNotProposeToTurnItBack() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        progress = Progress.at(FIRST.plusDays(3).atTime(22, 0));

        assertThat(impossibleBecause())
                .contains("nothing new begins before 10.06.2027 22:00: that time has passed, or is"
                        + " needed to confirm the plan");
        assertThat(((Answer.Impossible) answer()).clash().cures())
                .noneMatch(cure -> cure.dropped() instanceof PlanRule.Elapsed);
    }

    @Test
    void leavesADrillThatHasBegunWhereItWasPlanned() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        before.put("D1", NINE);
        before.put("D2", NINE.plusHours(3));
        progress = new Progress(NINE.plusMinutes(20), Map.of("D1", NINE), Set.of(), Set.of(), Set.of(), 0);

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
        assertThat(brokenBy(Map.of("D1", NINE, "D2", NINE.plusHours(3)))).isEmpty();
        assertThat(brokenBy(Map.of("D1", NINE.plusDays(1), "D2", NINE.plusHours(3))))
                .hasSize(1)
                .allMatch(PlanRule.Held.class::isInstance);
    }

    @Test
    void needsNoRangeForWhatIsOver() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        var later = NINE.plusDays(1);
        before.put("D1", NINE);
        before.put("D2", later);
        progress = new Progress(
                NINE.plusHours(5), Map.of("D1", NINE, "D2", later), Set.of("D1"), Set.of("D2"), Set.of(), 0);
        closures.add(
                new RangeClosure(1, "R", FIRST.atStartOfDay(), FIRST.plusDays(4).atStartOfDay(), "Shell"));

        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void closesNoZoneForWhatIsOver() {
        range("R", 3, 0, square(35.2));
        drill("D1", "R", DrillKind.LIVE_FIRE, null);
        drill("D2", "R", DrillKind.LIVE_FIRE, null);
        drill("D3", "R", DrillKind.DRY, NINE.plusHours(3));
        var cancelled = NINE.plusHours(2);
        before.put("D1", NINE);
        before.put("D2", cancelled);
        var held = Map.of("D1", NINE, "D2", cancelled);
        progress = new Progress(NINE.plusHours(2), held, Set.of(), Set.of(), Set.of(), 0);
        assertThat(impossibleBecause()).anyMatch(rule -> rule.startsWith("nobody is in the danger zone of drill"));

        // The one ended sooner than it was planned to, the other never began.
        progress = new Progress(NINE.plusHours(2), held, Set.of("D1"), Set.of("D2"), Set.of(), 0);
        assertThat(answer()).isInstanceOf(Answer.Planned.class);
        assertThat(brokenBy(Map.of("D1", NINE, "D2", cancelled, "D3", NINE.plusHours(3))))
                .isEmpty();

        // Nor for the dry drill of another exercise within it.
        taken.add(taken("R", NINE, false));
        assertThat(answer()).isInstanceOf(Answer.Planned.class);
    }

    @Test
    void bindsNoDrillToWhereACancelledOneWasPlanned() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        var first = drills.get(0);
        drills.set(1, following(drills.get(1), first.code()));
        var late = FIRST.plusDays(3).atTime(20, 0);
        before.put("D1", late);
        progress = new Progress(NINE, Map.of("D1", late), Set.of(), Set.of(), Set.of(), 0);
        assertThat(brokenBy(Map.of("D1", late, "D2", NINE))).hasSize(2);

        progress = new Progress(NINE, Map.of("D1", late), Set.of(), Set.of("D1"), Set.of(), 0);

        assertThat(brokenBy(Map.of("D1", late, "D2", NINE))).isEmpty();
    }

    @Test
    void doesNotAskForWhatIsOverOutsideOfDaysThatHaveMoved() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        drill("D3", "R", DrillKind.DRY, null);
        drills.set(2, following(drills.get(2), "D2"));
        var dayBefore = NINE.minusDays(1);
        var dayAfter = NINE.plusDays(5);
        before.put("D1", dayBefore);
        before.put("D2", dayAfter);
        progress = new Progress(NINE, Map.of("D1", dayBefore, "D2", dayAfter), Set.of("D1"), Set.of("D2"), Set.of(), 0);

        var answer = answer();

        assertThat(answer).isInstanceOf(Answer.Planned.class);
        assertThat(((Answer.Planned) answer).plan().starts()).containsOnlyKeys("D3");
        var past = List.of(
                new DrillPlan.Placement("D1", "R", dayBefore, dayBefore.plusHours(3), false, false),
                new DrillPlan.Placement("D2", "R", dayAfter, dayAfter.plusHours(3), false, false));
        assertThat(DrillQuestion.placements(
                        problem(),
                        new DrillProgramme(List.of(), drills, List.of()),
                        ((Answer.Planned) answer).plan().starts(),
                        past))
                .extracting(DrillPlan.Placement::drill)
                .containsExactly("D1", "D3", "D2");
    }

    @Test
    void movesADrillNoSoonerThanTheNewPlanCanBeConfirmed() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        drill("D2", "R", DrillKind.DRY, null);
        // One is on its way and stays, the other has to move.
        before.put("D1", NINE.plusHours(1));
        before.put("D2", NINE.plusHours(6));
        closures.add(new RangeClosure(1, "R", NINE.plusHours(8), NINE.plusHours(10), "Shell"));
        progress = new Progress(NINE, Map.of(), Set.of(), Set.of(), Set.of(), 240);

        var answer = answer();

        assertThat(answer).isInstanceOf(Answer.Planned.class);
        assertThat(((Answer.Planned) answer).plan().starts())
                .containsEntry("D1", 10 * 60 / DrillQuestion.UNIT)
                .containsEntry("D2", 13 * 60 / DrillQuestion.UNIT);
        assertThat(brokenBy(Map.of("D1", NINE.plusHours(2), "D2", NINE.plusHours(5))))
                .hasSize(1)
                .allMatch(PlanRule.Elapsed.class::isInstance);
        assertThat(brokenBy(Map.of("D1", NINE.plusHours(1), "D2", NINE.plusHours(5))))
                .isEmpty();
    }

    @Test
    void leavesInThePastWhatThePlanInForceHasThere() {
        range("R", 1, 0, List.of());
        drill("D1", "R", DrillKind.DRY, null);
        before.put("D1", NINE);
        progress = new Progress(NINE.plusHours(5), Map.of(), Set.of(), Set.of(), Set.of("D1"), 0);

        assertThat(brokenBy(Map.of("D1", NINE))).isEmpty();
    }

    // --- What is asked. ---

    private Answer answer() {
        return scheduler.answer(problem(), new SearchLimits(5, 60, 0), SearchWatch.NONE);
    }

    private List<String> impossibleBecause() {
        var answer = answer();
        assertThat(answer).isInstanceOf(Answer.Impossible.class);
        var clash = ((Answer.Impossible) answer).clash();
        assertThat(clash.verified()).isTrue();
        var words = new RuleWords(problem());
        return clash.rules().stream()
                .map(rule -> texts.say(words.of(rule), Language.EN))
                .toList();
    }

    private List<PlanRule> brokenBy(Map<String, LocalDateTime> plan) {
        var problem = problem();
        return PlanCheck.broken(problem, starts(problem, plan)).stream()
                .filter(rule -> !(rule instanceof PlanRule.Pin))
                .toList();
    }

    private static Map<String, Integer> starts(ScheduleProblem problem, Map<String, LocalDateTime> plan) {
        return DrillQuestion.starts(
                problem,
                new DrillPlan(
                        plan.entrySet().stream()
                                .map(drill -> new DrillPlan.Placement(
                                        drill.getKey(), "", drill.getValue(), drill.getValue(), false, false))
                                .toList(),
                        new DrillPlan.Proof(DrillPlan.Standing.OPTIMAL, "", 0, NINE, 0, 0, true)));
    }

    private ScheduleProblem problem() {
        var teams = drills.stream()
                .map(drill -> new DrillProgramme.Team("T" + drill.code(), "TUR", "Team", null))
                .toList();
        var asked = DrillQuestion.of(
                new Exercise("E", "E", "TUR", List.of("AZE", "TUR"), FIRST, FIRST.plusDays(3), null, 1),
                ISTANBUL,
                new DrillProgramme(teams, drills, List.of()),
                ranges,
                closures,
                taken,
                before,
                new DrillQuestion.Numbers(8, 60),
                progress);
        assertThat(asked.findings()).isEmpty();
        return Objects.requireNonNull(asked.problem());
    }

    /** A range in the middle of the first square. */
    private void range(String code, int bookings, int setUp, List<DangerZone.Corner> zone) {
        ranges.add(new TrainingRange(
                code, "TUR", "Range " + code, bookings, 200, setUp, setUp, null, null, 37.1, 35.2, zone, 1));
    }

    private static List<DangerZone.Corner> square(double longitude) {
        return List.of(
                new DangerZone.Corner(37.09, longitude - 0.01),
                new DangerZone.Corner(37.09, longitude + 0.01),
                new DangerZone.Corner(37.11, longitude + 0.01),
                new DangerZone.Corner(37.11, longitude - 0.01));
    }

    private void drill(String code, String range, DrillKind kind, @Nullable LocalDateTime pinned) {
        drill(code, range, kind, pinned, null, null);
    }

    // NullAway takes the light, which lies within a type that is only read as compiled, for one that must be there.
    @SuppressWarnings("NullAway")
    private void drill(
            String code,
            String range,
            DrillKind kind,
            @Nullable LocalDateTime pinned,
            @Nullable Overseer safetyOfficer,
            @Nullable Overseer officerInCharge) {
        drills.add(new DrillProgramme.Drill(
                code,
                "Drill " + code,
                null,
                range,
                180,
                List.of("T" + code),
                30,
                kind,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                pinned,
                null,
                null,
                safetyOfficer,
                officerInCharge));
    }

    // As below.
    @SuppressWarnings("NullAway")
    private static DrillProgramme.Drill following(DrillProgramme.Drill drill, String other) {
        return new DrillProgramme.Drill(
                drill.code(),
                drill.name(),
                drill.objective(),
                drill.range(),
                drill.minutes(),
                drill.teams(),
                drill.persons(),
                drill.activity(),
                drill.light(),
                List.of(new DrillProgramme.Follow(other, null, null)),
                List.of(other),
                List.of(),
                drill.notBefore(),
                drill.endsBy(),
                drill.pinnedTo(),
                drill.airspace(),
                drill.frequency(),
                drill.safetyOfficer(),
                drill.officerInCharge());
    }

    private static Overseer overseer(String grade, @Nullable String name) {
        return new Overseer(grade, name);
    }

    private static Taken taken(String range, LocalDateTime from, boolean munitions) {
        return taken(range, from, munitions, 30);
    }

    private static Taken taken(
            String range, LocalDateTime from, boolean munitions, int persons, Overseer... overseers) {
        return new Taken("OTHER", "X1", range, from, from.plusHours(3), munitions, persons, List.of(overseers));
    }
}
