package org.mushterek.exercise;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.reporting.CaseFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To which exercise the cases of planning, of drill scheduling and of risks belong, and which drills they place, for reports. */
@Component
class ExerciseFacts implements CaseFacts {

    private static final String PLAN_IN_FORCE = "exercise.planInForce";
    private static final Set<String> OF_A_DRILL = Set.of("exercise.drillFinished", "exercise.drillCancelled");
    private static final String PLACED = "select p.drill, p.range_code, p.starts_at, p.ends_at from drill_placement p"
            + " where p.number = ? and p.revision = (select max(l.revision) from drill_plan l where l.number = p.number"
            + " and l.standing = 'IN_FORCE')";

    private static final int KIND = "DRL".length();
    private static final Map<String, String> TABLES =
            Map.of("PLN", "planning", "DRL", "drill_schedule", "RSK", "drill_risk");

    private final JdbcClient database;

    ExerciseFacts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public boolean knows(String number) {
        return TABLES.containsKey(number.substring(0, KIND));
    }

    @Override
    public Optional<Facts> after(String action, String number, String side) {
        var table = Objects.requireNonNull(TABLES.get(number.substring(0, KIND)));
        var exercise = database.sql("select exercise_code from " + table + " where number = ?")
                .param(number)
                .query((row, n) -> Optional.ofNullable(row.getString("exercise_code")))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
        var drills = action.equals(PLAN_IN_FORCE) || OF_A_DRILL.contains(action)
                ? database.sql(PLACED + " order by p.drill")
                        .param(number)
                        .query((row, n) -> drill(row))
                        .list()
                : List.<Drill>of();
        return exercise == null && drills.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Facts(null, null, exercise, null, null, null, null, null, List.of(), List.of(), drills));
    }

    private static Drill drill(ResultSet row) throws SQLException {
        var starts = row.getObject("starts_at", LocalDateTime.class);
        return new Drill(
                row.getString("drill"),
                row.getString("range_code"),
                starts.toLocalDate(),
                Duration.between(starts, row.getObject("ends_at", LocalDateTime.class))
                        .toMinutes());
    }

    /** What is reported of a drill names the exercise and the drill. */
    @Override
    public Optional<String> caseOf(String action, @Nullable String detail) {
        if (!OF_A_DRILL.contains(action) || detail == null || !detail.contains("/")) {
            return Optional.empty();
        }
        return database.sql("select number from drill_schedule where exercise_code = ? order by opened_at desc"
                        + " fetch first 1 rows only")
                .param(detail.substring(0, detail.lastIndexOf('/')))
                .query(String.class)
                .optional();
    }
}
