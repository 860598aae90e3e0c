package org.mushterek.exercise.drill;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.exercise.BusyTime;
import org.mushterek.exercise.drill.DrillPlan.Placement;
import org.mushterek.exercise.drill.DrillRecords.PlanState;
import org.mushterek.exercise.drill.DrillRecords.Published;
import org.mushterek.exercise.drill.DrillSchedule.State;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When a range or a team is taken, by the plans that are or were in force: a drill that a later plan moves has a higher sequence, one
 * that it drops, or whose schedule was discarded, is cancelled.
 */
@Component
public class DrillBusyTimes {

    private final DrillRecords records;
    private final TrainingRanges ranges;
    private final DrillScheduling schedules;
    private final Sides sides;

    DrillBusyTimes(DrillRecords records, TrainingRanges ranges, DrillScheduling schedules, Sides sides) {
        this.records = records;
        this.ranges = ranges;
        this.schedules = schedules;
        this.sides = sides;
    }

    /** Refuses with {@code NOT_FOUND} where the account may not know when the range of its side is taken. */
    @Transactional(readOnly = true)
    public void requireRange(Account account, String range) {
        requireOfficer(account);
        ranges.get(account, range);
    }

    /** Refuses with {@code NOT_FOUND} but to officers of the team's side and of the host, where a plan with it may be read. */
    @Transactional(readOnly = true)
    public void requireTeam(Account account, String schedule, String team) {
        requireOfficer(account);
        var shown = schedules.read(account, schedule);
        var plan = shown.plan();
        if (plan == null
                || plan.programme().teams().stream()
                        .noneMatch(each -> each.code().equals(team)
                                && (account.isOf(each.side()) || account.isOf(shown.side())))) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "feed.unknownSubject");
        }
    }

    private static void requireOfficer(Account account) {
        if (account.roles().stream().allMatch(role -> role == Role.ADMIN || role == Role.GUARD)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planning.wrongRole");
        }
    }

    /** When the range is taken, set-up and clear-up not counted. */
    @Transactional(readOnly = true)
    public List<BusyTime> ofRange(String range) {
        return records.onRange(range).stream()
                .flatMap(number ->
                        of(number, (plan, placement) -> placement.range().equals(range)).stream())
                .toList();
    }

    /** When the team drills. */
    @Transactional(readOnly = true)
    public List<BusyTime> ofTeam(String schedule, String team) {
        return of(schedule, (plan, placement) -> plan.programme()
                .drill(placement.drill())
                .filter(drill -> drill.teams().contains(team))
                .isPresent());
    }

    /** Whether a placement of a plan is one of those that are asked for. */
    private interface Asked {
        boolean test(Published plan, Placement placement);
    }

    private List<BusyTime> of(String number, Asked asked) {
        var schedule = records.find(number).orElseThrow();
        var zone = sides.get(schedule.side()).zone();
        var busy = new LinkedHashMap<String, BusyTime>();
        for (var plan : records.plans(number)) {
            if (plan.state() == PlanState.IN_FORCE || plan.state() == PlanState.REPLACED) {
                var placed = plan.plan().placements().stream()
                        .filter(placement -> asked.test(plan, placement))
                        .collect(Collectors.toMap(Placement::drill, placement -> placement));
                follow(busy, number, placed, plan.publishedAt(), zone);
            }
        }
        if (schedule.state() == State.DISCARDED) {
            var at = records.story(number).stream()
                    .filter(event -> event.event().equals("schedulingDiscarded"))
                    .map(DrillRecords.Event::happenedAt)
                    .reduce((first, second) -> second)
                    .orElse(schedule.openedAt());
            follow(busy, number, Map.of(), at, zone);
        }
        return new ArrayList<>(busy.values());
    }

    private static void follow(
            Map<String, BusyTime> busy, String number, Map<String, Placement> placed, Instant at, ZoneId zone) {
        busy.replaceAll((drill, known) -> placed.containsKey(drill) || known.cancelled()
                ? known
                : new BusyTime(known.key(), number, known.from(), known.to(), known.sequence() + 1, true, at));
        placed.forEach((drill, placement) -> {
            var from = instant(placement.startsAt(), zone);
            var to = instant(placement.endsAt(), zone);
            var known = busy.get(drill);
            if (known == null) {
                busy.put(drill, new BusyTime(number + ":" + drill, number, from, to, 0, false, at));
            } else if (known.cancelled()
                    || !known.from().equals(from)
                    || !known.to().equals(to)) {
                busy.put(drill, new BusyTime(known.key(), number, from, to, known.sequence() + 1, false, at));
            }
        });
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
