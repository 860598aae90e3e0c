package org.mushterek.exercise;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.mushterek.common.Side;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.retention.PersonalRecords.Closed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of queries that tell when exercises ended: on the day of ENDEX or, where nobody recorded one, on the last planned day. */
public final class EndedExercises {

    /** The day, after {@link #joined}; null for what stands for no exercise. */
    public static final String DAY = "coalesce(ended_c.endex_on, ended_x.last_day)";

    private EndedExercises() {}

    /** Joins the exercise whose code stands in a column. */
    public static String joined(String code) {
        return " left join exercise ended_x on ended_x.code = " + code
                + " left join exercise_conduct ended_c on ended_c.exercise_code = " + code;
    }

    /**
     * The cases about exercises that have ended, of which the side keeps its copy, the first ended first.
     *
     * @param otherwise from which day a case counts that stands for no exercise, as a part of the query
     * @param held whether those that a legal hold of the side keeps, or the others
     */
    public static List<Closed> kept(
            JdbcClient database, KeptCases cases, String otherwise, Side side, boolean held, Clock clock, int limit) {
        var day = "coalesce(" + DAY + ", " + otherwise + ")";
        return database.sql("select k.number, " + day + " as closed_on from " + cases.table() + " k"
                        + joined("k.exercise_code")
                        + " where k." + cases.owner() + " = :side and k.erased_at is null and " + day
                        + " < :today and "
                        + PersonalRecords.holds("k.number", held)
                        + " order by 2, k.number fetch first :limit rows only")
                .param("side", side.code())
                .param("today", LocalDate.ofInstant(clock.instant(), side.zone()))
                .param("limit", limit)
                .query((row, n) -> new Closed(row.getString("number"), row.getObject("closed_on", LocalDate.class)))
                .list();
    }

    /**
     * Whether no other case of the kind about the exercise is kept: what they share goes with the last. Cases of one exercise are
     * erased one after the other, so that of two that go at once one is the last.
     */
    public static boolean isLast(JdbcClient database, KeptCases cases, String exercise, String number) {
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
