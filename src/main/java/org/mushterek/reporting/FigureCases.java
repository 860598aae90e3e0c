package org.mushterek.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.mushterek.reporting.ReportedCases.Behind;

/** Whether a case that was read for a figure stands behind it, and is read for the first time. Pure. */
final class FigureCases {

    private FigureCases() {}

    /**
     * A case that was counted on more days than one is read last day first; it stands behind the figure once.
     *
     * @param countedOn the day of the mark by which it was read; null where the cases of the figure are not marked
     * @param now for what is so at this moment
     */
    static boolean isBehind(CaseFold fold, Behind figure, @Nullable LocalDate countedOn, Instant now) {
        return switch (figure.measure()) {
            case OPEN -> isOpenAfter(fold, figure.to());
            case OVERDUE -> fold.steps.values().stream().anyMatch(step -> isOverdue(step, figure, now));
            case STATE -> fold.isOpen() && isWanted(figure, fold.state);
            default ->
                fold.facts.stream()
                        .filter(fact -> isCounted(fact, figure))
                        .map(Fact::day)
                        .max(Comparator.naturalOrder())
                        .filter(last -> last.equals(countedOn))
                        .isPresent();
        };
    }

    private static boolean isOpenAfter(CaseFold fold, LocalDate day) {
        return fold.facts.stream()
                        .filter(fact -> !fact.day().isAfter(day))
                        .mapToInt(fact -> switch (fact.measure()) {
                            case OPENED, REOPENED -> 1;
                            case CLOSED -> -1;
                            default -> 0;
                        })
                        .sum()
                > 0;
    }

    private static boolean isOverdue(CaseFold.OpenStep step, Behind figure, Instant now) {
        var due = step.due();
        return due != null
                && due.isBefore(now)
                && CaseFold.canBeLate(step)
                && isWanted(figure, String.join(",", step.roles()));
    }

    private static boolean isCounted(Fact fact, Behind figure) {
        return fact.measure() == figure.measure()
                && isWanted(figure, fact.code())
                && !fact.day().isBefore(figure.from())
                && !fact.day().isAfter(figure.to());
    }

    private static boolean isWanted(Behind figure, String code) {
        return figure.code() == null || figure.code().equals(code);
    }
}
