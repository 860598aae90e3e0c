package org.mushterek.exercise.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;

class SchedulerTest {

    private static final SearchLimits LIMITS = new SearchLimits(5, 60, 0);

    private final Scheduler scheduler = new Scheduler(CpSatEngine.load().orElseThrow());
    private final Texts texts = new Texts();

    @Test
    void provesTheSoonestEndOfAProject() {
        var problem = ScheduleProblem.of(
                new TimeGrid.Units(null),
                List.of(Resource.of("R", 4)),
                List.of(
                        Activity.of("a", 3, new Demand("R", 2, 0)),
                        Activity.of("b", 4, new Demand("R", 3, 0)),
                        Activity.of("c", 2, new Demand("R", 2, 0)),
                        Activity.of("d", 5, new Demand("R", 1, 0))),
                List.of(PlanRule.Order.follows("c after a", "a", "c")),
                null,
                Map.of());

        var plan = planned(problem);

        // b cannot run beside a or c, so these three take 4 + 3 + 2 and d runs beside them.
        assertThat(plan.end()).isEqualTo(9);
        assertThat(plan.endBound()).isEqualTo(9);
        assertThat(plan.isBest()).isTrue();
    }

    /** Effort is counted by work done, so this says the same on a slow machine; with linear relaxations it takes more. */
    @Test
    void provesAProjectWithScarceResourcesWithLittleEffort() {
        var problem = GeneratedProblems.project(30, 1.5, 1, 0.2, 6);

        var answer = scheduler.answer(problem, new SearchLimits(3, 600, 0), SearchWatch.NONE);

        assertThat(answer).isInstanceOf(Answer.Planned.class);
        assertThat(((Answer.Planned) answer).plan().end()).isEqualTo(70);
    }

    /** Without any search: what is proven so is the floor of every gap that officers read. */
    @Test
    void knowsThatARestingTeamNeedsADayForEachDrill() {
        var team = new Resource("T", "T", Resource.Kind.TEAM, 1, null, 0, 0);
        var rules = List.<PlanRule>of(new PlanRule.Hours("hours", "B", opening(5)), new PlanRule.Rest("rest", "T", 16));

        assertThat(bound(List.of(range(0), team), rules, 3, 10)).isEqualTo(2 * 48 + 14 + 10);
        assertThat(bound(List.of(range(0), team), rules, 1, 10)).isEqualTo(14 + 10);
    }

    @Test
    void countsOpeningHoursAndClearingInTheWorkOnARange() {
        var team = new Resource("T", "T", Resource.Kind.TEAM, 5, null, 0, 0);
        var rules = List.<PlanRule>of(new PlanRule.Hours("hours", "B", opening(5)));

        // Of 24 units a day each drill takes 8 with what comes before and after: three fit, and two are left.
        assertThat(bound(List.of(range(1), team), rules, 5, 6)).isEqualTo(48 + 14 + 2 * 8 - 1);
        assertThat(bound(List.of(range(1), team), rules, 3, 6)).isEqualTo(38 - 1);
    }

    private static Resource range(int around) {
        return new Resource("B", "B", Resource.Kind.RANGE, 1, null, around, around);
    }

    /** From 7 to 19 on so many days of half hours. */
    private static List<Span> opening(int days) {
        return IntStream.range(0, days)
                .mapToObj(day -> new Span(day * 48 + 14, day * 48 + 38))
                .toList();
    }

    private static long bound(List<Resource> resources, List<PlanRule> rules, int drills, int duration) {
        var compiled = CompiledProblem.of(ScheduleProblem.of(
                new TimeGrid.Days(LocalDate.of(2027, 5, 11), 5, ZoneId.of("Asia/Baku"), 30),
                resources,
                IntStream.range(0, drills)
                        .mapToObj(d -> Activity.of("d" + d, duration, new Demand("B", 1, 0), new Demand("T", 1, 0)))
                        .toList(),
                rules,
                null,
                Map.of()));
        return compiled.endBound(Objects.requireNonNull(compiled.earliest()));
    }

    @Test
    void namesTheRulesThatClashInAnOfficersWords() {
        var calendar = new TimeGrid.Days(LocalDate.of(2027, 5, 11), 2, ZoneId.of("Asia/Baku"), 30);
        var range = new Resource("B", "B", Resource.Kind.RANGE, 1, 100, 0, 0);
        var team = new Resource("T2", "T2", Resource.Kind.TEAM, 1, null, 0, 0);
        var problem = ScheduleProblem.of(
                calendar,
                List.of(range, team),
                List.of(
                        Activity.of("4", 20, new Demand("B", 1, 40), new Demand("T2", 1, 0)),
                        Activity.of("7", 20, new Demand("B", 1, 40), new Demand("T2", 1, 0)),
                        Activity.of("9", 2)),
                List.of(
                        PlanRule.Order.follows("order", "4", "7"),
                        new PlanRule.Closure("closed", "B", new Span(48, 96)),
                        new PlanRule.Rest("rest", "T2", 16),
                        new PlanRule.Pin("pin", "9", 3)),
                null,
                Map.of());

        var answer = scheduler.answer(problem, LIMITS, SearchWatch.NONE);

        assertThat(answer).isInstanceOf(Answer.Impossible.class);
        var clash = ((Answer.Impossible) answer).clash();
        assertThat(clash.verified()).isTrue();
        var words = new RuleWords(problem);
        assertThat(clash.rules())
                .extracting(rule -> texts.say(words.of(rule), Language.EN))
                .containsExactly(
                        "range B is closed on 12.05.2027",
                        "team T2 rests 8 h between drills",
                        "everything ends by 13.05.2027 00:00");
        assertThat(clash.cures())
                .containsExactly(
                        new Answer.Cure(new PlanRule.Closure("closed", "B", new Span(48, 96)), null),
                        new Answer.Cure(new PlanRule.Rest("rest", "T2", 16), new PlanRule.Rest("rest", "T2", 8)),
                        new Answer.Cure(new PlanRule.End("end", 96), null));
    }

    @Test
    void movesTheFewestDrillsWhenARangeCloses() {
        var calendar = new TimeGrid.Days(LocalDate.of(2027, 5, 11), 3, ZoneId.of("Europe/Istanbul"), 60);
        var activities = new ArrayList<Activity>();
        for (var i = 1; i <= 6; i++) {
            activities.add(Activity.of("d" + i, 4, new Demand(i <= 4 ? "A" : "B", 1, 0)));
        }
        var previous = Map.of("d1", 8, "d2", 12, "d3", 32, "d4", 36, "d5", 8, "d6", 32);
        var problem = ScheduleProblem.of(
                calendar,
                List.of(Resource.of("A", 1), Resource.of("B", 1)),
                activities,
                List.of(new PlanRule.Closure("closed", "A", new Span(30, 36))),
                null,
                previous);

        var plan = planned(problem);

        assertThat(plan.moved()).isEqualTo(1);
        assertThat(plan.movedBound()).isEqualTo(1);
        assertThat(plan.starts()).containsAllEntriesOf(Map.of("d1", 8, "d2", 12, "d4", 36, "d5", 8, "d6", 32));
        assertThat(plan.end()).isEqualTo(40);
    }

    @Test
    void keepsZonesThatMeetApartAndLeavesOthersAlone() {
        var one = zone(49.00, 49.10);
        var touching = zone(49.10, 49.20);
        var far = zone(49.30, 49.40);
        var problem = ScheduleProblem.of(
                new TimeGrid.Units(null),
                List.of(),
                List.of(
                        new Activity("1", "1", 5, List.of(), one),
                        new Activity("2", "2", 5, List.of(), touching),
                        new Activity("3", "3", 5, List.of(), far)),
                List.of(),
                null,
                Map.of());

        assertThat(problem.rules()).containsExactly(new PlanRule.ZonesMeet("zones/1/2", "1", "2"));
        // 5 units each, one unit closed after and one before.
        assertThat(planned(problem).end()).isEqualTo(12);
    }

    private static DangerZone zone(double west, double east) {
        return new DangerZone(
                List.of(
                        new DangerZone.Corner(40.0, west),
                        new DangerZone.Corner(40.0, east),
                        new DangerZone.Corner(40.1, east),
                        new DangerZone.Corner(40.1, west)),
                1,
                1);
    }

    @Test
    void saysThatTimeRanOutAndKeepsTheBestPlan() {
        var watch = new SearchWatch() {
            private boolean hasPlan;

            @Override
            public void progress(int moved, long end, int movedBound, long endBound) {
                hasPlan |= end >= 0;
            }

            @Override
            public boolean isStopped() {
                return hasPlan;
            }
        };
        var activities = new ArrayList<Activity>();
        for (var i = 0; i < 30; i++) {
            activities.add(Activity.of("a" + i, 3 + i % 7, new Demand("R", 3 + i % 5, 0)));
        }
        var problem = ScheduleProblem.of(
                new TimeGrid.Units(null), List.of(Resource.of("R", 10)), activities, List.of(), null, Map.of());

        var answer = scheduler.answer(problem, LIMITS, watch);

        assertThat(answer).isInstanceOf(Answer.OutOfTime.class);
        var cut = (Answer.OutOfTime) answer;
        assertThat(cut.cut()).isEqualTo(PlanEngine.Cut.STOPPED);
        var best = java.util.Objects.requireNonNull(cut.best());
        assertThat(best.end()).isGreaterThan(best.endBound());
    }

    @Test
    void seesWhatAWrongPlanBreaks() {
        var follows = PlanRule.Order.follows("o", "a", "b");
        var problem = ScheduleProblem.of(
                new TimeGrid.Units(null),
                List.of(Resource.of("R", 1)),
                List.of(Activity.of("a", 3, new Demand("R", 1, 0)), Activity.of("b", 3, new Demand("R", 1, 0))),
                List.of(follows),
                6,
                Map.of());

        assertThat(PlanCheck.broken(problem, Map.of("a", 0, "b", 3))).isEmpty();
        assertThat(PlanCheck.broken(problem, Map.of("a", 0, "b", 2)))
                .containsExactly(
                        follows, new PlanRule.Capacity("capacity/R/BOOKINGS", "R", Resource.Measure.BOOKINGS, 1));
        assertThat(PlanCheck.broken(problem, Map.of("a", 0, "b", 4))).containsExactly(new PlanRule.End("end", 6));
        assertThatThrownBy(() -> PlanCheck.broken(problem, Map.of("a", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsDayAndNightAtThePlace() {
        var may = new TimeGrid.Days(LocalDate.of(2027, 5, 11), 1, ZoneId.of("Asia/Baku"), 60);

        // Baku on 11 May: the sun is up from about 5:30 to 19:50, civil twilight ends at about 20:20 and begins at
        // 5:00.
        assertThat(Sunlight.spans(may, PlanRule.Light.DAY, 40.4, 49.9)).containsExactly(new Span(6, 19));
        assertThat(Sunlight.spans(may, PlanRule.Light.NIGHT, 40.4, 49.9))
                .containsExactly(new Span(0, 4), new Span(21, 24));
    }

    private Answer.Plan planned(ScheduleProblem problem) {
        var answer = scheduler.answer(problem, LIMITS, SearchWatch.NONE);
        assertThat(answer).isInstanceOf(Answer.Planned.class);
        return ((Answer.Planned) answer).plan();
    }
}
