package org.mushterek.exercise;

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
}
