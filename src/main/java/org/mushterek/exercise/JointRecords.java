package org.mushterek.exercise;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.mushterek.common.Side;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is kept of persons in cases about an exercise that its parties share: one copy, which is erased by the term of the side
 * that keeps it, counted from the end of the exercise. A case that stands for no exercise is open until it is discarded, and
 * closed from the last that happened in it.
 */
public abstract class JointRecords implements PersonalRecords {

    private final String kind;
    private final KeptCases cases;
    private final String story;
    private final JdbcClient database;
    private final Clock clock;

    /** @param story the table of what happened in such cases */
    protected JointRecords(String kind, KeptCases cases, String story, JdbcClient database, Clock clock) {
        this.kind = kind;
        this.cases = cases;
        this.story = story;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        var left = "coalesce((select max(s.happened_at) from " + story + " s where s.number = k.number), k.opened_at)";
        return database.sql("select k.number, " + EndedExercises.DAY + " as ended_on, " + left + " as left_at from "
                        + cases.table() + " k" + EndedExercises.joined("k.exercise_code")
                        + " where k." + cases.owner() + " = :side and k.erased_at is null and (" + EndedExercises.DAY
                        + " < :today or k.exercise_code is null and k.state = 'DISCARDED') and "
                        + PersonalRecords.sharedHolds("k.number", held)
                        + " order by coalesce(" + EndedExercises.DAY + ", cast(" + left + " as date)), k.number"
                        + " fetch first :limit rows only")
                .param("side", side.code())
                .param("today", LocalDate.ofInstant(clock.instant(), side.zone()))
                .param("limit", limit)
                .query((row, n) -> closed(row, side))
                .list();
    }

    private static Closed closed(ResultSet row, Side side) throws SQLException {
        var ended = row.getObject("ended_on", LocalDate.class);
        return new Closed(
                row.getString("number"),
                ended != null
                        ? ended
                        : LocalDate.ofInstant(
                                row.getObject("left_at", OffsetDateTime.class).toInstant(), side.zone()));
    }

    @Override
    public boolean knows(Side side, String number) {
        return EndedExercises.know(database, cases, "true", side, number);
    }

    /**
     * Whether no other case of the kind about the exercise is kept: what they share goes with the last. Cases of one exercise are
     * erased one after the other, so that of two that go at once one is the last.
     */
    protected boolean isLast(String exercise, String number) {
        database.sql("select code from exercise where code = ? for update")
                .param(exercise)
                .query(String.class)
                .single();
        return database.sql("select count(*) from " + cases.table()
                                + " where exercise_code = ? and number <> ? and erased_at is null")
                        .params(exercise, number)
                        .query(Long.class)
                        .single()
                == 0;
    }
}
