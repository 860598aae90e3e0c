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
import org.mushterek.retention.PersonalRecords.Closed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of queries that tell when exercises ended: on the day of ENDEX or, where nobody recorded one, on the last planned day. */
public final class EndedExercises {

    /** The day, after {@link #joined}; null for what stands for no exercise. */
    public static final String DAY = "coalesce(ended_c.endex_on, ended_x.last_day)";

    /** What is joint from its first day on, see {@link #know}. */
    public static final String ALL = "1 = 1";

    private EndedExercises() {}

    /** Joins the exercise whose code stands in a column. */
    public static String joined(String code) {
        return " left join exercise ended_x on ended_x.code = " + code
                + " left join exercise_conduct ended_c on ended_c.exercise_code = " + code;
    }

    /**
     * The joint cases about exercises that have ended, of which the side keeps the copy, the first ended first. One that stands
     * for no exercise is open until it is discarded, and closed from the last that happened in it.
     *
     * @param story the table of what happened in such cases
     * @param held whether those that a legal hold of any party keeps, or the others
     */
    public static List<Closed> kept(
            JdbcClient database, KeptCases cases, String story, Side side, boolean held, Clock clock, int limit) {
        var left = "coalesce((select max(s.happened_at) from " + story + " s where s.number = k.number), k.opened_at)";
        return database.sql("select k.number, " + DAY + " as ended_on, " + left + " as left_at from " + cases.table()
                        + " k" + joined("k.exercise_code")
                        + " where k." + cases.owner() + " = :side and k.erased_at is null and (" + DAY + " < :today"
                        + " or k.exercise_code is null and k.state = 'DISCARDED') and "
                        + PersonalRecords.sharedHolds("k.number", held)
                        + " order by coalesce(" + DAY + ", cast(" + left + " as date)), k.number"
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

    /**
     * Whether the side has part in a case of this number: it keeps the copy, or shares it as a party of the exercise.
     *
     * @param shared which cases {@code k} the parties share, as a part of the query
     */
    public static boolean know(JdbcClient database, KeptCases cases, String shared, Side side, String number) {
        return database.sql("select count(*) from " + cases.table() + " k where k.number = :number and (k."
                                + cases.owner() + " = :side or " + shared + " and k.exercise_code in"
                                + " (select p.exercise_code from exercise_party p where p.state = :side))")
                        .param("number", number)
                        .param("side", side.code())
                        .query(Long.class)
                        .single()
                > 0;
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
