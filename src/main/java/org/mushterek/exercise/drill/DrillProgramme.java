package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.retention.PersonalRecords;

/**
 * What is to be placed: the drills of an exercise and the teams that do them. All times are local at the host.
 *
 * @param overrides closed periods that are used all the same, which the host's commander must allow
 */
public record DrillProgramme(List<Team> teams, List<Drill> drills, List<ClosureOverride> overrides) {

    public static final DrillProgramme EMPTY = new DrillProgramme(List.of(), List.of(), List.of());

    /** What JSON leaves out is none. */
    public DrillProgramme {
        teams = copy(teams);
        drills = copy(drills);
        overrides = copy(overrides);
    }

    /**
     * Those who drill together.
     *
     * @param code short, such as {@code A1}
     * @param side of which contingent it is
     * @param restHours between any two of its drills; null for the rule book's number
     */
    public record Team(
            String code, String side, String name, @Nullable Integer restHours) {
        public Team {
            code = Objects.requireNonNullElse(code, "");
            side = Objects.requireNonNullElse(side, "");
            name = Objects.requireNonNullElse(name, "");
        }
    }

    /** What is done, which decides who must oversee it (RNG-01). */
    public enum DrillKind {
        /** Without ammunition. */
        DRY,
        BLANK,
        /** Live fire with organic weapons, squad to company. */
        LIVE_FIRE,
        /** Live fire of several arms together, battalion and above. */
        COMBINED_ARMS,
        DEMOLITION;

        public boolean usesMunitions() {
            return this != DRY && this != BLANK;
        }
    }

    /**
     * One drill.
     *
     * @param code short, such as {@code D07}
     * @param objective the training objective that it serves
     * @param range code of the range that it needs
     * @param minutes how long it lasts, a multiple of a quarter of an hour
     * @param teams codes of the teams that do it
     * @param persons how many are on the range
     * @param light by which light; null where it does not matter
     * @param follows which drills come before it
     * @param sameDayAs codes of drills that begin on the same day
     * @param notSameDayAs codes of drills that begin on another day
     * @param notBefore it begins not before
     * @param endsBy it ends not after
     * @param pinnedTo it begins exactly then
     * @param airspace that it needs for itself, by name
     * @param frequency that it needs for itself
     * @param safetyOfficer range safety officer
     * @param officerInCharge needed where munitions are used
     */
    public record Drill(
            String code,
            String name,
            @Nullable String objective,
            String range,
            int minutes,
            List<String> teams,
            int persons,
            DrillKind activity,
            PlanRule.@Nullable Light light,
            List<Follow> follows,
            List<String> sameDayAs,
            List<String> notSameDayAs,
            @Nullable LocalDateTime notBefore,
            @Nullable LocalDateTime endsBy,
            @Nullable LocalDateTime pinnedTo,
            @Nullable String airspace,
            @Nullable String frequency,
            @Nullable Overseer safetyOfficer,
            @Nullable Overseer officerInCharge) {

        /** What JSON leaves out is none; a drill of which nothing is said is dry. */
        public Drill {
            code = Objects.requireNonNullElse(code, "");
            name = Objects.requireNonNullElse(name, "");
            range = Objects.requireNonNullElse(range, "");
            activity = Objects.requireNonNullElse(activity, DrillKind.DRY);
            teams = copy(teams);
            follows = copy(follows);
            sameDayAs = copy(sameDayAs);
            notSameDayAs = copy(notSameDayAs);
        }

        Stream<Overseer> overseers() {
            return Stream.of(Optional.ofNullable(safetyOfficer), Optional.ofNullable(officerInCharge))
                    .flatMap(Optional::stream);
        }

        /** Whether the other is the same as far as reports speak of it; who oversees it and when it may begin is left aside. */
        boolean isHeldAlike(Drill other) {
            return name.equals(other.name)
                    && range.equals(other.range)
                    && minutes == other.minutes
                    && persons == other.persons
                    && activity == other.activity
                    && teams.equals(other.teams);
        }

        private Drill withoutPersons() {
            return new Drill(
                    code,
                    name,
                    objective,
                    range,
                    minutes,
                    teams,
                    persons,
                    activity,
                    light,
                    follows,
                    sameDayAs,
                    notSameDayAs,
                    notBefore,
                    endsBy,
                    pinnedTo,
                    airspace,
                    frequency,
                    safetyOfficer == null ? null : safetyOfficer.withoutName(),
                    officerInCharge == null ? null : officerInCharge.withoutName());
        }
    }

    /**
     * A drill that comes before.
     *
     * @param atLeastMinutes from its end to the beginning of the later one; null for none
     * @param atMostMinutes likewise; null where open
     */
    public record Follow(
            String drill,
            @Nullable Integer atLeastMinutes,
            @Nullable Integer atMostMinutes) {
        public Follow {
            drill = Objects.requireNonNullElse(drill, "");
            atLeastMinutes = Integer.valueOf(0).equals(atLeastMinutes) ? null : atLeastMinutes;
        }
    }

    /**
     * Who oversees a drill.
     *
     * @param grade NATO code, such as {@code OR-7} or {@code OF-3}
     */
    public record Overseer(String grade, @Nullable String name) {
        public Overseer {
            grade = Objects.requireNonNullElse(grade, "");
        }

        private Overseer withoutName() {
            return name == null ? this : new Overseer(grade, PersonalRecords.GONE);
        }
    }

    /**
     * A closed period that is used all the same.
     *
     * @param closure its number
     * @param reason why
     */
    public record ClosureOverride(long closure, String reason) {
        public ClosureOverride {
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /** How many persons it names. */
    int overseers() {
        return (int) drills.stream()
                .flatMap(Drill::overseers)
                .map(Overseer::name)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    /** The same without names, and without the reasons for what is an exception; grades, places and times stay. */
    DrillProgramme withoutPersons() {
        return new DrillProgramme(
                teams,
                drills.stream().map(Drill::withoutPersons).toList(),
                overrides.stream()
                        .map(override -> new ClosureOverride(override.closure(), PersonalRecords.GONE))
                        .toList());
    }

    Optional<Drill> drill(String code) {
        return drills.stream().filter(drill -> drill.code().equals(code)).findFirst();
    }

    private static <T> List<T> copy(@Nullable List<T> given) {
        return given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).toList();
    }
}
