package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.ToldFinding;

/**
 * What a decree would do, in the words of a language.
 *
 * @param findings what stands against it
 * @param changes told only where nothing stands against it
 */
public record DecreePreview(List<ToldFinding> findings, List<ChangedDay> changes) {

    /** @param before null where the day was unknown */
    public record ChangedDay(LocalDate date, @Nullable ShownDay before, ShownDay after) {}

    /**
     * What a day is.
     *
     * @param holidays names of those behind it, empty for ordinary and exchanged days
     * @param estimated whether it is closed only by a date that no authority has fixed yet
     */
    public record ShownDay(DayKind kind, List<String> holidays, boolean estimated) {}
}
