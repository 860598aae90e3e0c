package org.mushterek.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.mushterek.reporting.CaseEvent.Data;
import org.mushterek.reporting.CaseEvent.Step;
import org.mushterek.reporting.CaseFacts.Drill;
import org.mushterek.reporting.CaseFacts.Facts;

/** Observations, actions and drill schedules of one side that chance has made, with what is to be counted of each. */
final class Samples {

    private static final List<String> STATES = List.of("observationSubmitted", "observationAccepted", "actionTasked");
    private static final List<List<String>> DESKS =
            List.of(List.of("LESSONS"), List.of("COMMANDER", "PLANNER"), List.of("RANGE"));
    private static final List<String> RANGES = List.of("TUR-R01", "TUR-R02");

    private final Random chance;
    private final String side;
    private final ZoneId zone;
    private final Instant now;
    private final List<List<CaseEvent>> events = new ArrayList<>();
    private final List<Counted> counted = new ArrayList<>();

    /**
     * What counts once in a figure.
     *
     * @param day on which it counts; null where it counts now
     */
    private record Counted(
            String kind, String name, String code, @Nullable LocalDate day, One one) {}

    /**
     * Of which case something is counted.
     *
     * @param amount days of age, or half-hours on a range
     */
    record One(String number, long amount) {}

    private Samples(Random chance, String side, ZoneId zone, Instant now) {
        this.chance = chance;
        this.side = side;
        this.zone = zone;
        this.now = now;
    }

    static Samples of(Random chance, String side, ZoneId zone, Instant now) {
        var samples = new Samples(chance, side, zone, now);
        for (var n = 1; n <= 60; n++) {
            samples.lesson("OBS", n);
            samples.lesson("ACT", n);
            samples.drills(n);
        }
        return samples;
    }

    List<List<CaseEvent>> events() {
        return events;
    }

    /** What is counted of a period, by code. */
    Map<String, List<One>> counted(String kind, String name, LocalDate from, LocalDate to) {
        var found = new HashMap<String, List<One>>();
        counted.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .filter(each -> each.day() == null
                        || !each.day().isBefore(from) && !each.day().isAfter(to))
                .forEach(each -> found.computeIfAbsent(each.code(), any -> new ArrayList<>())
                        .add(each.one()));
        return found;
    }

    /** Opened up to forty days ago, at the very hour of the reading now and then; open at one or two desks, or over. */
    private void lesson(String kind, int n) {
        var number = number(kind, n);
        var opened = now.minus(Duration.ofHours(chance.nextInt(960)));
        var told = new ArrayList<CaseEvent>();
        var state = STATES.get(chance.nextInt(STATES.size()));
        told.add(event(number, opened, "afteraction." + state, null, Facts.ofExercise("EX-1"), null));
        var over = chance.nextInt(4) == 0;
        for (var desk = 0; desk <= chance.nextInt(2); desk++) {
            // Some are due at this moment, which is not late.
            var due = now.plus(Duration.ofHours(chance.nextInt(5) - 2L));
            var step = step(number + "/" + desk, due);
            told.add(event(number, opened.plusSeconds(1), "task.created", null, null, step));
            if (!over && due.isBefore(now)) {
                count(kind, "overdue", String.join(",", step.roles()), null, number, 0);
            }
        }
        if (over) {
            told.add(event(number, now.minusSeconds(1), "afteraction.actionCancelled", null, null, null));
        } else {
            count(kind, "ages", state, null, number, ChronoUnit.DAYS.between(opened, now));
        }
        events.add(told);
    }

    /** A plan that comes into force twice, with drills that move in between; some are conducted, some cancelled. */
    private void drills(int n) {
        var number = number("DRL", n);
        var opened = now.minus(Duration.ofDays(90 + chance.nextInt(60)));
        var told = new ArrayList<CaseEvent>();
        told.add(event(number, opened, "exercise.schedulingOpened", null, Facts.ofExercise("EX-" + n), null));
        var first = plan(LocalDate.of(2027, 5, 29));
        told.add(event(number, opened.plusSeconds(60), "exercise.planInForce", null, of(first), null));
        first.forEach(drill -> count("DRL", "drillsPlanned", drill.range(), drill.day(), number, half(drill)));
        var second = plan(LocalDate.of(2027, 5, 30));
        told.add(event(number, opened.plusSeconds(120), "exercise.planInForce", null, of(second), null));
        for (var drill : second) {
            var done = chance.nextBoolean();
            // Around midnight of the side, at the end of a month.
            var at = LocalDate.of(2027, 6, 1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .plus(Duration.ofMinutes(chance.nextInt(121) - 60L));
            var type = done ? "exercise.drillFinished" : "exercise.drillCancelled";
            for (var told_ = 0; told_ < 2; told_++) {
                // What is told again is not counted again.
                told.add(event(number, at, type, "EX-" + n + "/" + drill.code(), of(second), null));
            }
            count(
                    "DRL",
                    done ? "drillsDone" : "drillsCancelled",
                    drill.range(),
                    LocalDate.ofInstant(at, zone),
                    number,
                    half(drill));
        }
        var due = now.minus(Duration.ofHours(1));
        var step = step(number + "/0", due);
        told.add(event(number, now.minus(Duration.ofHours(3)), "task.created", null, null, step));
        count("DRL", "overdue", String.join(",", step.roles()), null, number, 0);
        events.add(told);
    }

    private List<Drill> plan(LocalDate from) {
        var drills = new ArrayList<Drill>();
        for (var d = 1; d <= 3; d++) {
            drills.add(new Drill(
                    "D" + d,
                    RANGES.get(chance.nextInt(RANGES.size())),
                    from.plusDays(chance.nextInt(4)),
                    45 + 15L * chance.nextInt(8)));
        }
        return drills;
    }

    private static long half(Drill drill) {
        return (drill.minutes() + 29) / 30;
    }

    private static Facts of(List<Drill> drills) {
        return new Facts(null, null, null, null, null, null, null, null, List.of(), List.of(), drills);
    }

    private Step step(String task, Instant due) {
        return new Step(
                task, "corrective-action", 1, "userTask_any", DESKS.get(chance.nextInt(DESKS.size())), due, null);
    }

    private void count(String kind, String name, String code, @Nullable LocalDate day, String number, long amount) {
        counted.add(new Counted(kind, name, code, day, new One(number, amount)));
    }

    private String number(String kind, int n) {
        return "%s-%s-2027-%04d".formatted(kind, side, n);
    }

    private CaseEvent event(
            String number,
            Instant at,
            String type,
            @Nullable String detail,
            @Nullable Facts facts,
            @Nullable Step step) {
        return new CaseEvent(
                side, number, at, type, detail, new Data(LocalDate.ofInstant(at, zone), facts, step, null));
    }
}
