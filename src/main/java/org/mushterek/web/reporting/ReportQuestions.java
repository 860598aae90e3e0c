package org.mushterek.web.reporting;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.reporting.Figures.Asked;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Measure;
import org.mushterek.reporting.ReportedCases.Behind;
import org.mushterek.reporting.ReportedCases.Search;
import org.mushterek.security.Role;
import org.mushterek.web.Filters;

/** What is asked of reports, as a request says it. */
final class ReportQuestions {

    private ReportQuestions() {}

    /**
     * What is looked for in the cases of the side, which may be a person; what is not given asks for everything.
     *
     * @param number the number or parts of it in their order, such as {@code 2027-0042}
     * @param person a name, an alias or the number of a document, whole
     * @param unit the name of a unit, whole
     * @param figure the cases that stand behind a figure, in the days from {@code countedFrom} to {@code countedTo}
     * @param after where the page before ended
     * @param limit how many at once
     */
    public record ReportedSearch(
            @Nullable String number,
            @Nullable String kind,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String person,
            @Nullable String unit,
            @Nullable Boolean open,
            @Nullable Boolean late,
            @Nullable Measure figure,
            @Nullable String code,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate countedTo,
            @Nullable Direction direction,
            @Nullable Integer version,
            @Nullable String after,
            @Nullable Integer limit) {}

    /**
     * Which cases are looked for.
     *
     * @param after where the page before ended, instead of what is asked; null for the first page
     * @param limit how many at once, instead of what is asked
     * @throws Refusal INVALID where a period ends before it begins, or a figure has none
     */
    static Search cases(ReportedSearch asked, @Nullable String after, int limit) {
        Filters.demandOrder("to", asked.from(), asked.to());
        Filters.demandOrder("countedTo", asked.countedFrom(), asked.countedTo());
        return new Search(
                Filters.written(asked.number()),
                Filters.written(asked.kind()),
                Filters.written(asked.exercise()),
                asked.from(),
                asked.to(),
                Filters.written(asked.person()),
                Filters.written(asked.unit()),
                asked.open(),
                Boolean.TRUE.equals(asked.late()),
                behind(asked),
                Filters.written(after),
                limit);
    }

    private static @Nullable Behind behind(ReportedSearch asked) {
        var figure = asked.figure();
        if (figure == null) {
            return null;
        }
        var from = asked.countedFrom();
        var to = asked.countedTo();
        if (from == null || to == null || !figure.opensCases()) {
            throw Refusal.of(Refusal.Kind.INVALID, "report.figureNeedsPeriod");
        }
        return new Behind(figure, Filters.written(asked.code()), from, to, asked.direction(), asked.version());
    }

    /**
     * Which figures are asked for.
     *
     * @throws Refusal INVALID where the period ends before it begins
     */
    static Asked figures(
            LocalDate from,
            LocalDate to,
            String kind,
            @Nullable Direction direction,
            @Nullable String exercise,
            @Nullable Role role,
            @Nullable Integer version) {
        Filters.demandOrder("to", from, to);
        return new Asked(
                kind, from, to, direction, Filters.written(exercise), role == null ? null : role.name(), version);
    }
}
