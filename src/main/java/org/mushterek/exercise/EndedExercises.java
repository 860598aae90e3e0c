package org.mushterek.exercise;

import org.mushterek.common.Side;
import org.mushterek.retention.KeptCases;
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
}
