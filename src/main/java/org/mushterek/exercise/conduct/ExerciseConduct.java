package org.mushterek.exercise.conduct;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** STARTEX and ENDEX of registered exercises. Every party reads them; planners and commanders of the host record them. */
@Service
public class ExerciseConduct {

    private static final Pattern OBJECTIVE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,19}");
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_OBJECTIVES = 50;

    private final JdbcClient database;
    private final Exercises exercises;
    private final Sides sides;
    private final AuditTrail audit;
    private final ObjectProvider<BeforeStartex> readiness;
    private final ObjectProvider<BeforeEndex> gates;
    private final ObjectProvider<AfterEndex> followers;
    private final Clock clock;

    ExerciseConduct(
            JdbcClient database,
            Exercises exercises,
            Sides sides,
            AuditTrail audit,
            ObjectProvider<BeforeStartex> readiness,
            ObjectProvider<BeforeEndex> gates,
            ObjectProvider<AfterEndex> followers,
            Clock clock) {
        this.readiness = readiness;
        this.gates = gates;
        this.database = database;
        this.exercises = exercises;
        this.sides = sides;
        this.audit = audit;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Where the exercise stands; before STARTEX with the training objectives that its parties have approved.
     *
     * @throws Refusal NOT_FOUND where the account's side is no party of it
     */
    @Transactional(readOnly = true)
    public Conduct read(Account account, String code) {
        var exercise = exercises.get(account, code);
        var conduct = of(code);
        return conduct.hasBegun()
                ? conduct
                : new Conduct(code, null, null, agreed(exercise).orElse(List.of()));
    }

    private Optional<List<Objective>> agreed(Exercise exercise) {
        return readiness.stream()
                .flatMap(before -> before.objectives(exercise).stream())
                .findFirst();
    }

    /** The gate through which the exercise began; for use cases that have judged the account. */
    public Optional<BeforeStartex.Gate> gate(String code) {
        var exercise = exercises.find(code).orElseThrow();
        return readiness.stream()
                .flatMap(before -> before.gate(exercise).stream())
                .findFirst();
    }

    /** The same for use cases that have judged the account; not begun where nothing is recorded. */
    public Conduct of(String code) {
        return database.sql("select startex_on, endex_on from exercise_conduct where exercise_code = ?")
                .param(code)
                .query((row, n) -> new Conduct(
                        code,
                        row.getObject("startex_on", LocalDate.class),
                        row.getObject("endex_on", LocalDate.class),
                        objectives(code)))
                .optional()
                .orElseGet(() -> Conduct.notBegun(code));
    }

    private List<Objective> objectives(String code) {
        return database.sql("select code, title from exercise_objective where exercise_code = ? order by code")
                .param(code)
                .query((row, n) -> new Objective(row.getString("code"), row.getString("title")))
                .list();
    }

    /**
     * The exercise has begun.
     *
     * @param on the actual day in the host's zone, today or earlier
     * @param objectives what is to be trained and rated afterwards; may be none. Of an exercise that is planned here they are those of
     *     its approved specification, and none are given
     * @throws Refusal NOT_FOUND to other sides than the parties, FORBIDDEN but to planners and commanders of the host,
     *     INVALID with all that is wrong, CONFLICT where STARTEX is recorded already or the gate before it is not open
     */
    @Transactional
    public Conduct start(Account account, String code, @Nullable LocalDate on, List<Objective> objectives) {
        var exercise = ofHost(account, code);
        var findings = new ArrayList<Finding>();
        var agreed = agreed(exercise);
        checkDay(findings, account, on, null);
        checkObjectives(findings, objectives);
        if (agreed.isPresent() && !objectives.isEmpty()) {
            findings.add(fault("objectives", "exercise.conduct.objectivesAgreed"));
        }
        refuse(findings);
        if (of(code).hasBegun()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "exercise.conduct.alreadyBegun");
        }
        readiness.stream().forEach(before -> before.requireReady(exercise));
        try {
            database.sql("insert into exercise_conduct (exercise_code, startex_on, startex_by, startex_at)"
                            + " values (?, ?, ?, ?)")
                    .params(code, on, account.id(), now())
                    .update();
        } catch (DuplicateKeyException begunMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "exercise.conduct.alreadyBegun");
        }
        for (var objective : agreed.orElse(objectives)) {
            database.sql("insert into exercise_objective (exercise_code, code, title) values (?, ?, ?)")
                    .params(code, objective.code(), objective.title().strip())
                    .update();
        }
        tell(account, exercise, "startex");
        return of(code);
    }

    /**
     * The exercise has ended; what follows it begins in the same transaction.
     *
     * @param on the actual day in the host's zone, from STARTEX on, today or earlier
     * @throws Refusal as {@link #start}, and CONFLICT before STARTEX, where ENDEX is recorded already, or where
     *     something must be done first
     */
    @Transactional
    public Conduct end(Account account, String code, @Nullable LocalDate on) {
        var exercise = ofHost(account, code);
        var before = of(code);
        if (before.startexOn() == null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "exercise.conduct.notBegun");
        }
        var findings = new ArrayList<Finding>();
        checkDay(findings, account, on, before.startexOn());
        refuse(findings);
        gates.stream().forEach(gate -> gate.requireDone(exercise));
        var changed = database.sql("update exercise_conduct set endex_on = ?, endex_by = ?, endex_at = ?"
                        + " where exercise_code = ? and endex_on is null")
                .params(on, account.id(), now(), code)
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "exercise.conduct.alreadyEnded");
        }
        tell(account, exercise, "endex");
        var day = Objects.requireNonNull(on);
        followers.stream().forEach(follower -> follower.ended(account, exercise, day));
        return of(code);
    }

    /**
     * ENDEX was recorded by mistake: the exercise goes on.
     *
     * @throws Refusal as {@link #start}, and CONFLICT before ENDEX or where what followed has come too far
     */
    @Transactional
    public Conduct takeEndexBack(Account account, String code) {
        var exercise = ofHost(account, code);
        var changed = database.sql("update exercise_conduct set endex_on = null, endex_by = null, endex_at = null"
                        + " where exercise_code = ? and endex_on is not null")
                .param(code)
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "exercise.conduct.notEnded");
        }
        tell(account, exercise, "endexTakenBack");
        followers.stream().forEach(follower -> follower.takenBack(account, exercise));
        return of(code);
    }

    private Exercise ofHost(Account account, String code) {
        var exercise = exercises.get(account, code);
        if (!account.isOf(exercise.hostState()) || !account.hasAny(Role.PLANNER, Role.COMMANDER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "exercise.conduct.onlyHost");
        }
        OnBehalf.note(
                account.id(),
                account.principalFor(List.of(Role.PLANNER, Role.COMMANDER)).orElse(null));
        return exercise;
    }

    private void checkDay(
            List<Finding> findings, Account account, @Nullable LocalDate on, @Nullable LocalDate earliest) {
        var today = LocalDate.ofInstant(clock.instant(), account.side().zone());
        if (on == null) {
            findings.add(fault("on", "exercise.conduct.dayMissing"));
        } else if (on.isAfter(today)) {
            findings.add(fault("on", "exercise.conduct.dayAhead"));
        } else if (earliest != null && on.isBefore(earliest)) {
            findings.add(fault("on", "exercise.conduct.beforeStartex"));
        }
    }

    private static void checkObjectives(List<Finding> findings, List<Objective> objectives) {
        var codes = new HashSet<String>();
        if (objectives.size() > MOST_OBJECTIVES) {
            findings.add(fault("objectives", "exercise.conduct.tooManyObjectives"));
            return;
        }
        for (int at = 0; at < objectives.size(); at++) {
            var objective = objectives.get(at);
            var place = "objectives/" + (at + 1);
            if (objective == null
                    || objective.code() == null
                    || !OBJECTIVE.matcher(objective.code()).matches()
                    || !codes.add(objective.code())) {
                findings.add(fault(place, "exercise.conduct.objectiveCode"));
            } else if (objective.title() == null
                    || objective.title().isBlank()
                    || objective.title().length() > LONGEST_TITLE) {
                findings.add(fault(place, "exercise.titleForm"));
            }
        }
    }

    private static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("exercise.conduct.invalid"), findings);
        }
    }

    /** Every party hears of it, in its own record. */
    private void tell(Account account, Exercise exercise, String event) {
        for (var party : exercise.parties()) {
            var who = account.isOf(party) ? account.id() : account.side().code();
            audit.record(who, sides.get(party).code(), null, "exercise." + event, exercise.code());
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
