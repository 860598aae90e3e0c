package org.mushterek.reporting;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of figures.
 *
 * @param kind of cases, by what their numbers begin with
 * @param from first day of the period, on the calendar of the account's side
 * @param to last day of it
 * @param direction of visits, null for both
 * @param role only the steps of this role
 * @param version only cases that began by this version of their diagram
 */
public record Figures(Asked asked, List<Figure> figures) {

    /** Which way a visit goes, as the account's side sees it. */
    public enum Direction {
        SENT,
        RECEIVED
    }

    /** A question. */
    public record Asked(
            String kind,
            LocalDate from,
            LocalDate to,
            @Nullable Direction direction,
            @Nullable String exercise,
            @Nullable String role,
            @Nullable Integer version) {}

    /**
     * A figure.
     *
     * @param name its title is {@code ui.report.figure.<name>} and its definition {@code ui.report.figure.<name>.told}
     * @param measure by which the cases behind it are listed
     * @param count how many there are in all
     * @param percent of what the definition says, null where it has no share
     * @param times null where nothing is timed
     * @param rows its parts, the largest first
     */
    public record Figure(
            String name,
            @Nullable Measure measure,
            long count,
            @Nullable Double percent,
            @Nullable Times times,
            List<Row> rows) {}

    /**
     * A part of a figure.
     *
     * @param code outcome, rule, step or role
     */
    public record Row(String code, long count, @Nullable Times times) {}

    /** Hours worked, or days where the definition says so: each to the half hour that is not less. */
    public record Times(long count, double median, double ninetieth, double sum) {}
}
