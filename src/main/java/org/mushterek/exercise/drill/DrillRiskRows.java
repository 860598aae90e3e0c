package org.mushterek.exercise.drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.exercise.drill.DrillRisk.Answer;
import org.mushterek.exercise.drill.DrillRisk.State;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.security.Hand;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Residual risks of drills as rows, with the answers of the parties. */
@Repository
class DrillRiskRows {

    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    DrillRiskRows(JdbcClient database, Seals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    /** @param hand who reported it */
    void insert(DrillRisk risk, Hand hand) {
        database.sql("insert into drill_risk (number, exercise_code, drill, level, approved, hazard, state, side,"
                        + " reported_by, reported_for, reported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        risk.number(),
                        risk.exercise(),
                        risk.drill(),
                        risk.level().name(),
                        risk.approved() == null ? null : risk.approved().name(),
                        seals.seal(DrillSeals.HAZARD, CaseNumbers.side(risk.number()), risk.hazard(), risk.number()),
                        risk.state().name(),
                        risk.side(),
                        hand.account(),
                        hand.principal(),
                        risk.reportedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void become(DrillRisk before, State state) {
        var changed = database.sql("update drill_risk set state = ? where number = ? and state = ?")
                .params(state.name(), before.number(), before.state().name())
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
    }

    void answer(
            String number,
            String party,
            boolean agreed,
            @Nullable RiskLevel authority,
            @Nullable String reason,
            String account) {
        try {
            database.sql(
                            "insert into drill_risk_answer (number, party, agreed, authority, reason, account, answered_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            number,
                            party,
                            agreed,
                            authority == null ? null : authority.name(),
                            seals.sealIfWritten(
                                    DrillSeals.RISK_ANSWER, CaseNumbers.side(number), reason, number, party),
                            account,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException answeredMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.changedMeanwhile");
        }
    }

    /** Whose hand reported it. */
    Hand reporter(String number) {
        return database.sql("select reported_by, reported_for from drill_risk where number = ?")
                .param(number)
                .query((row, n) -> new Hand(row.getString("reported_by"), row.getString("reported_for")))
                .single();
    }

    Optional<DrillRisk> find(String number) {
        return database.sql("select * from drill_risk where number = ?")
                .param(number)
                .query((row, n) -> read(row, answers("number = ?", number).getOrDefault(number, List.of())))
                .optional();
    }

    /** Those of an exercise in the order in which they were reported. */
    List<DrillRisk> ofExercise(String code) {
        var answers = answers("number in (select r.number from drill_risk r where r.exercise_code = ?)", code);
        return database.sql("select * from drill_risk where exercise_code = ? order by reported_at, number")
                .param(code)
                .query((row, n) -> read(row, answers.getOrDefault(row.getString("number"), List.of())))
                .list();
    }

    private Map<String, List<Answer>> answers(String which, String value) {
        record Line(String number, Answer answer) {}
        return database
                .sql("select * from drill_risk_answer where " + which + " order by answered_at, party")
                .param(value)
                .query((row, n) -> new Line(
                        row.getString("number"),
                        new Answer(
                                row.getString("party"),
                                row.getBoolean("agreed"),
                                level(row.getString("authority")),
                                seals.openIfWritten(
                                        DrillSeals.RISK_ANSWER,
                                        CaseNumbers.side(row.getString("number")),
                                        row.getString("reason"),
                                        row.getString("number"),
                                        row.getString("party")),
                                row.getString("account"),
                                row.getObject("answered_at", OffsetDateTime.class)
                                        .toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Line::number, Collectors.mapping(Line::answer, Collectors.toList())));
    }

    private DrillRisk read(ResultSet row, List<Answer> answers) throws SQLException {
        return new DrillRisk(
                row.getString("number"),
                row.getString("exercise_code"),
                row.getString("drill"),
                RiskLevel.valueOf(row.getString("level")),
                level(row.getString("approved")),
                seals.open(
                        DrillSeals.HAZARD,
                        CaseNumbers.side(row.getString("number")),
                        row.getString("hazard"),
                        row.getString("number")),
                State.valueOf(row.getString("state")),
                row.getString("side"),
                row.getString("reported_by"),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                answers);
    }

    private static @Nullable RiskLevel level(@Nullable String name) {
        return name == null ? null : RiskLevel.valueOf(name);
    }
}
