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

/** What is asked of reports, as the parameters of a request say it. */
final class ReportQuestions {

    private ReportQuestions() {}

    /**
     * Which cases are looked for.
     *
     * @throws Refusal INVALID where a period ends before it begins, or a figure has none
     */
    static Search cases(
            @Nullable String number,
            @Nullable String kind,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String person,
            @Nullable String unit,
            @Nullable Boolean open,
            boolean late,
            @Nullable Measure figure,
            @Nullable String code,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate countedTo,
            @Nullable Direction direction,
            @Nullable Integer version,
            @Nullable String after,
            int limit) {
        Filters.demandOrder("to", from, to);
        Filters.demandOrder("countedTo", countedFrom, countedTo);
        return new Search(
                Filters.written(number),
                Filters.written(kind),
                Filters.written(exercise),
                from,
                to,
                Filters.written(person),
                Filters.written(unit),
                open,
                late,
                behind(figure, Filters.written(code), countedFrom, countedTo, direction, version),
                Filters.written(after),
                limit);
    }

    private static @Nullable Behind behind(
            @Nullable Measure figure,
            @Nullable String code,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Direction direction,
            @Nullable Integer version) {
        if (figure == null) {
            return null;
        }
        if (from == null || to == null || !figure.opensCases()) {
            throw Refusal.of(Refusal.Kind.INVALID, "report.figureNeedsPeriod");
        }
        return new Behind(figure, code, from, to, direction, version);
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
