package org.mushterek.exercise;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.KeptByVersion;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.SharedVersions;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of exercises. A side sees those that it is a party of. */
@Service
public class Exercises {

    private static final String WITH_PARTIES =
            "select e.*, (select array_agg(p.state order by p.state) from exercise_party p"
                    + " where p.exercise_code = e.code) as parties from exercise e";

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");

    /** More than two armies hold in a year. */
    private static final int MOST_KEPT = 200;

    private final JdbcClient database;
    private final Sides sides;
    private final YearlyPlan plan;
    private final ObjectProvider<ExerciseWatch> watches;
    private final AuditTrail audit;
    private final Clock clock;
    private final SharedVersions versions;
    private final KeptByVersion<String, Optional<Exercise>> found;

    /** Those who hear of changes ask this register, too; so they are looked up late. */
    Exercises(
            JdbcClient database,
            Sides sides,
            YearlyPlan plan,
            ObjectProvider<ExerciseWatch> watches,
            AuditTrail audit,
            Clock clock,
            SharedVersions versions) {
        this.database = database;
        this.sides = sides;
        this.plan = plan;
        this.watches = watches;
        this.audit = audit;
        this.clock = clock;
        this.versions = versions;
        this.found =
                new KeptByVersion<>(versions, SharedVersions.EXERCISES, MOST_KEPT, this::readOne, Optional::isPresent);
    }

    /**
     * Registers an exercise or changes one, which only planners of its host may do.
     *
     * @throws Refusal FORBIDDEN for other roles or sides, INVALID with all that is wrong, STALE when it was changed
     *     since {@code exercise.version()} (0 for a new one)
     */
    @Transactional
    public Exercise register(Account account, Exercise exercise) {
        if (!account.has(Role.PLANNER) || !account.isOf(exercise.hostState())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "exercise.onlyHostPlanner");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.PLANNER)).orElse(null));
        var findings = check(exercise);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("exercise.invalid"), findings);
        }
        var known = find(exercise.code());
        // A line that was named before the plan was kept here stays as it was named.
        var names = known.map(Exercise::planLine).filter(line -> line.equals(exercise.planLine()));
        var objections = names.isPresent() ? List.<Finding>of() : plan.objections(exercise);
        if (!objections.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("exercise.invalid"), objections);
        }
        if (known.isPresent() && !known.get().hostState().equals(exercise.hostState())) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("exercise.codeTaken").with("code", exercise.code()));
        }
        if (known.map(Exercise::version).orElse(0) != exercise.version()) {
            throw Refusal.of(Refusal.Kind.STALE, "exercise.changedMeanwhile");
        }
        store(account.id(), exercise);
        audit.record(account.id(), account.side().code(), null, "exercise.registered", exercise.code());
        var registered = find(exercise.code()).orElseThrow();
        known.ifPresent(before -> watches.stream().forEach(watch -> watch.changed(before, registered)));
        return registered;
    }

    /** Stores what has been checked; a new exercise gets version 1. */
    void store(String account, Exercise exercise) {
        versions.change(SharedVersions.EXERCISES);
        if (exercise.version() == 0) {
            insert(account, exercise);
        } else {
            var changed = database.sql("update exercise set title = ?, first_day = ?, last_day = ?, plan_line = ?,"
                            + " version = version + 1 where code = ? and version = ?")
                    .params(
                            exercise.title(),
                            exercise.firstDay(),
                            exercise.lastDay(),
                            exercise.planLine(),
                            exercise.code(),
                            exercise.version())
                    .update();
            if (changed == 0) {
                throw Refusal.of(Refusal.Kind.STALE, "exercise.changedMeanwhile");
            }
            database.sql("delete from exercise_party where exercise_code = ?")
                    .param(exercise.code())
                    .update();
        }
        for (var party : exercise.parties()) {
            database.sql("insert into exercise_party (exercise_code, state) values (?, ?)")
                    .params(exercise.code(), party)
                    .update();
        }
    }

    private void insert(String account, Exercise exercise) {
        try {
            database.sql("insert into exercise (code, title, host_state, first_day, last_day, plan_line,"
                            + " registered_by, registered_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, 1)")
                    .params(
                            exercise.code(),
                            exercise.title(),
                            exercise.hostState(),
                            exercise.firstDay(),
                            exercise.lastDay(),
                            exercise.planLine(),
                            account,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException someoneElseWasFirst) {
            throw Refusal.of(Refusal.Kind.STALE, "exercise.changedMeanwhile");
        }
    }

    private List<Finding> check(Exercise exercise) {
        var findings = new ArrayList<Finding>();
        if (!CODE.matcher(exercise.code()).matches()) {
            findings.add(fault("code", "exercise.codeForm"));
        }
        if (exercise.title().isBlank() || exercise.title().length() > 200) {
            findings.add(fault("title", "exercise.titleForm"));
        }
        if (exercise.lastDay().isBefore(exercise.firstDay())) {
            findings.add(fault("lastDay", "exercise.datesInOrder"));
        }
        if (exercise.parties().size() < 2
                || !exercise.parties().contains(exercise.hostState())
                || exercise.parties().stream().distinct().count()
                        != exercise.parties().size()
                || exercise.parties().stream()
                        .anyMatch(party -> sides.find(party).isEmpty())) {
            findings.add(fault("parties", "exercise.partiesForm"));
        }
        var planLine = exercise.planLine();
        if (planLine != null && planLine.length() > 80) {
            findings.add(fault("planLine", "exercise.planLineForm"));
        }
        return findings;
    }

    private static Finding fault(String place, String key) {
        return new Finding("exercise." + place, place, Message.of(key), Message.of(key + ".cure"), null);
    }

    public Optional<Exercise> find(String code) {
        return found.get(code);
    }

    private Optional<Exercise> readOne(String code) {
        return database.sql(WITH_PARTIES + " where e.code = ?")
                .param(code)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Exercise read(ResultSet row) throws SQLException {
        return new Exercise(
                row.getString("code"),
                row.getString("title"),
                row.getString("host_state"),
                states(row.getArray("parties")),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("plan_line"),
                row.getInt("version"));
    }

    /** Whether the exercise stands on a line of the yearly plan that its parties have agreed (LEG-05). */
    public boolean isPlanned(Exercise exercise) {
        return plan.holds(exercise);
    }

    /** The exercise as this account may see it. */
    public Optional<Exercise> find(Account account, String code) {
        return find(code)
                .filter(exercise -> exercise.parties().contains(account.side().code()));
    }

    /** The exercise as this account may see it; refuses with {@code NOT_FOUND} where there is none. */
    public Exercise get(Account account, String code) {
        return find(account, code).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "exercise.unknown"));
    }

    /** Those that the account's side takes part in, latest first. */
    public List<Exercise> visibleTo(Account account, int offset, int limit) {
        return database.sql(WITH_PARTIES + " join exercise_party own on own.exercise_code = e.code where own.state = ?"
                        + " order by e.first_day desc, e.code offset ? rows fetch first ? rows only")
                .params(account.side().code(), offset, limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** All that the account's side takes part in, latest first. */
    public List<Exercise> visibleTo(Account account) {
        return visibleTo(account, 0, Integer.MAX_VALUE);
    }

    /** All that the account's side hosts and that end on this day or later, latest first. */
    public List<Exercise> hosted(Account account, LocalDate lastDayFrom) {
        return database.sql(WITH_PARTIES + " where e.host_state = ? and e.last_day >= ?"
                        + " order by e.first_day desc, e.code")
                .params(account.side().code(), lastDayFrom)
                .query((row, n) -> read(row))
                .list();
    }

    /** Those of the account's side of which a day lies within these, in their order. */
    public List<Exercise> touching(Account account, LocalDate from, LocalDate to) {
        return database.sql(WITH_PARTIES + " join exercise_party own on own.exercise_code = e.code where own.state = ?"
                        + " and e.first_day <= ? and e.last_day >= ? order by e.first_day, e.code")
                .params(account.side().code(), to, from)
                .query((row, n) -> read(row))
                .list();
    }

    public long countVisibleTo(Account account) {
        return database.sql("select count(*) from exercise_party where state = ?")
                .param(account.side().code())
                .query(Long.class)
                .single();
    }

    private static List<String> states(@Nullable Array kept) throws SQLException {
        return kept == null
                ? List.of()
                : Stream.of((Object[]) kept.getArray()).map(String::valueOf).toList();
    }
}
