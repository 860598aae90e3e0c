package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.ToldJudgement.JudgedFinding;

/**
 * What the rules would say of a case by the numbers of another day, beside what they say by those of its own.
 *
 * @param parametersOf the day whose numbers are used
 * @param parametersOfCase the case's own day
 * @param judgement by the other day's numbers; each finding is marked with what it is to the case's own judgement
 * @param gone what only the case's own judgement finds
 * @param passesByOwnDay whether nothing stands against it by its own day's numbers
 * @param earliestStartByOwnDay null where no day can be named
 */
public record ToldComparison(
        LocalDate parametersOf,
        LocalDate parametersOfCase,
        @JsonUnwrapped ToldJudgement judgement,
        List<JudgedFinding> gone,
        boolean passesByOwnDay,
        @Nullable LocalDate earliestStartByOwnDay) {}
