package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.drill.DrillProgramme.Drill;

/** What keeps a programme from being scheduled at all: unknown names, impossible lengths, times beside the exercise. */
final class DrillProgrammeCheck {

    static final int MOST_DRILLS = 500;
    static final int MOST_TEAMS = 60;
    static final int LONGEST_DRILL_MINUTES = 48 * 60;
    static final int LONGEST_NAME = 120;
    static final int LONGEST_REST_HOURS = 72;

    private static final int LONGEST_REASON = 300;
    private static final int MOST_PERSONS = 5_000;
    private static final int MOST_LINKS = 40;
    private static final int LONGEST_GRADE = 5;
    private static final int LONGEST_EXCLUSIVE = 25;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,11}");

    private final Exercise exercise;
    private final Set<String> ranges;
    private final Set<Long> closures;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param ranges codes of the ranges that the host has
     * @param closures numbers of the closures in force
     */
    DrillProgrammeCheck(Exercise exercise, Set<String> ranges, Set<Long> closures) {
        this.exercise = exercise;
        this.ranges = Set.copyOf(ranges);
        this.closures = Set.copyOf(closures);
    }

    /** What is too much to be kept at all, finished or not. */
    static List<Finding> sizes(DrillProgramme programme) {
        var findings = new ArrayList<Finding>();
        most(findings, "drills", programme.drills().size(), MOST_DRILLS);
        most(findings, "teams", programme.teams().size(), MOST_TEAMS);
        most(findings, "overrides", programme.overrides().size(), MOST_LINKS);
        return findings;
    }

    /** All that is wrong; empty where the programme can be scheduled. */
    List<Finding> findings(DrillProgramme programme) {
        if (programme.drills().isEmpty()) {
            wrong("drills", "noDrills");
        }
        findings.addAll(sizes(programme));
        if (findings.isEmpty()) {
            teams(programme);
            drills(programme);
            overrides(programme);
        }
        return List.copyOf(findings);
    }

    private void teams(DrillProgramme programme) {
        var seen = new HashSet<String>();
        for (var i = 0; i < programme.teams().size(); i++) {
            var team = programme.teams().get(i);
            var place = "teams/" + (i + 1);
            code(place, team.code(), seen);
            name(place + "/name", team.name());
            if (!exercise.parties().contains(team.side())) {
                wrong(place + "/side", "noParty");
            }
            var rest = team.restHours();
            if (rest != null && (rest < 0 || rest > LONGEST_REST_HOURS)) {
                between(place + "/restHours", 0, LONGEST_REST_HOURS);
            }
        }
    }

    private void drills(DrillProgramme programme) {
        var seen = new HashSet<String>();
        var teams = programme.teams().stream().map(DrillProgramme.Team::code).collect(Collectors.toSet());
        var drills = programme.drills().stream().map(Drill::code).collect(Collectors.toSet());
        for (var i = 0; i < programme.drills().size(); i++) {
            var drill = programme.drills().get(i);
            var place = "drills/" + (i + 1);
            code(place, drill.code(), seen);
            name(place + "/name", drill.name());
            if (!ranges.contains(drill.range())) {
                unknown(place + "/range", "range", drill.range());
            }
            if (drill.minutes() < DrillQuestion.UNIT
                    || drill.minutes() > LONGEST_DRILL_MINUTES
                    || drill.minutes() % DrillQuestion.UNIT != 0) {
                findings.add(fault(place + "/minutes", "minutes")
                        .with("unit", DrillQuestion.UNIT)
                        .with("most", LONGEST_DRILL_MINUTES)
                        .finding());
            }
            if (drill.persons() < 0 || drill.persons() > MOST_PERSONS) {
                between(place + "/persons", 0, MOST_PERSONS);
            }
            if (drill.teams().isEmpty()) {
                wrong(place + "/teams", "noTeam");
            }
            drill.teams().stream()
                    .filter(team -> !teams.contains(team))
                    .forEach(team -> unknown(place + "/teams", "team", team));
            if (new HashSet<>(drill.teams()).size() != drill.teams().size()) {
                wrong(place + "/teams", "twice");
            }
            links(place, drill, drills);
            moment(place + "/notBefore", drill.notBefore());
            moment(place + "/endsBy", drill.endsBy());
            moment(place + "/pinnedTo", drill.pinnedTo());
            text(place + "/objective", drill.objective(), LONGEST_NAME);
            overseer(place + "/safetyOfficer", drill.safetyOfficer());
            overseer(place + "/officerInCharge", drill.officerInCharge());
            exclusive(place + "/airspace", drill.airspace());
            exclusive(place + "/frequency", drill.frequency());
        }
    }

    private void links(String place, Drill drill, Set<String> drills) {
        most(findings, place + "/follows", drill.follows().size(), MOST_LINKS);
        var seen = new HashSet<String>();
        for (var follow : drill.follows()) {
            link(place + "/follows", drill, follow.drill(), drills);
            if (!seen.add(follow.drill())) {
                wrong(place + "/follows", "twice");
            }
            var least = follow.atLeastMinutes();
            var most = follow.atMostMinutes();
            if (least != null && least < 0 || most != null && most < (least == null ? 0 : least)) {
                wrong(place + "/follows", "lags");
            }
        }
        for (var other : drill.sameDayAs()) {
            link(place + "/sameDayAs", drill, other, drills);
        }
        for (var other : drill.notSameDayAs()) {
            link(place + "/notSameDayAs", drill, other, drills);
        }
    }

    private void link(String place, Drill drill, String other, Set<String> drills) {
        if (other.equals(drill.code())) {
            wrong(place, "itself");
        } else if (!drills.contains(other)) {
            unknown(place, "drill", other);
        }
    }

    private void overrides(DrillProgramme programme) {
        for (var i = 0; i < programme.overrides().size(); i++) {
            var override = programme.overrides().get(i);
            var place = "overrides/" + (i + 1);
            if (!closures.contains(override.closure())) {
                unknown(place, "closure", String.valueOf(override.closure()));
            }
            if (override.reason().isBlank() || override.reason().length() > LONGEST_REASON) {
                findings.add(fault(place + "/reason", "text")
                        .with("most", LONGEST_REASON)
                        .finding());
            }
        }
    }

    private void code(String place, String code, Set<String> seen) {
        if (!CODE.matcher(code).matches()) {
            wrong(place + "/code", "code");
        } else if (!seen.add(code)) {
            findings.add(fault(place + "/code", "codeTwice").with("code", code).finding());
        }
    }

    private void name(String place, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            findings.add(fault(place, "text").with("most", LONGEST_NAME).finding());
        }
    }

    private void exclusive(String place, @Nullable String name) {
        text(place, name, LONGEST_EXCLUSIVE);
    }

    /** Whether the grade suits is for the rules; here it is only kept from being a tale. */
    private void overseer(String place, DrillProgramme.@Nullable Overseer overseer) {
        if (overseer != null) {
            text(place, overseer.grade(), LONGEST_GRADE);
            text(place + "/name", overseer.name(), LONGEST_NAME);
        }
    }

    private void text(String place, @Nullable String text, int most) {
        if (text != null && (text.length() > most || text.codePoints().anyMatch(Character::isISOControl))) {
            findings.add(fault(place, "text").with("most", most).finding());
        }
    }

    private void moment(String place, @Nullable LocalDateTime moment) {
        if (moment == null) {
            return;
        }
        var isOnGrid = moment.getMinute() % DrillQuestion.UNIT == 0 && moment.getSecond() == 0 && moment.getNano() == 0;
        var day = moment.toLocalDate();
        var last = exercise.lastDay();
        var isWithin = !day.isBefore(exercise.firstDay())
                && (!day.isAfter(last) || moment.equals(last.plusDays(1).atStartOfDay()));
        if (!isOnGrid || !isWithin) {
            findings.add(fault(place, "moment")
                    .with("first", exercise.firstDay())
                    .with("last", last)
                    .with("unit", DrillQuestion.UNIT)
                    .finding());
        }
    }

    private static void most(List<Finding> findings, String place, int count, int most) {
        if (count > most) {
            findings.add(fault(place, "tooMany")
                    .with("count", count)
                    .with("most", most)
                    .finding());
        }
    }

    private void between(String place, int least, int most) {
        findings.add(
                fault(place, "between").with("least", least).with("most", most).finding());
    }

    private void unknown(String place, String kind, String name) {
        findings.add(fault(place, "unknown." + kind).with("name", name).finding());
    }

    private void wrong(String place, String fault) {
        findings.add(fault(place, fault).finding());
    }

    private static Fault fault(String place, String name) {
        return new Fault(place, name, Message.of("drill.wrong." + name), Message.of("drill.wrong." + name + ".cure"));
    }

    /** What is wrong in one place, while its words are filled in. */
    private record Fault(String place, String name, Message wrong, Message cure) {

        Fault with(String key, Object value) {
            return new Fault(place, name, wrong.with(key, value), cure.with(key, value));
        }

        Finding finding() {
            return new Finding("drill." + name, place, wrong, cure, null);
        }
    }
}
