package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Comparison;
import org.mushterek.common.ToldFinding;

/**
 * What the rules say of a visit, in the words of a language.
 *
 * @param passes whether nothing stands against it
 * @param needsOnlyWaivers whether all that stands against it can be waived
 * @param findings what stands against it and cannot be waived
 * @param waivable what stands against it unless an authority waives it
 * @param warnings what does not stand against it, but should be known
 * @param earliestStart first day on which the visit could begin; null where none can be named
 * @param obstacle why no day can be named; null where one is
 * @param amendment what an amendment changes; absent in the judgement of anything else, and of a case's dossier, which tells
 *     it beside the judgement
 */
public record ToldJudgement(
        boolean passes,
        boolean needsOnlyWaivers,
        List<JudgedFinding> findings,
        List<JudgedFinding> waivable,
        List<JudgedFinding> warnings,
        List<String> remarks,
        @Nullable LocalDate earliestStart,
        @Nullable String obstacle,

        @JsonInclude(JsonInclude.Include.NON_NULL) RequestAmendments.@Nullable Shown amendment) {

    /**
     * Something wrong, and what it is to another judgement of the same case.
     *
     * @param code a rule's id ({@code VIS-07})
     * @param place a field ({@code dates.from}) or a row and column; null where it concerns the whole
     * @param cure what would be right
     * @param source where the demand comes from; null where it is plain form
     * @param change absent where there is no other judgement to compare with
     * @param changeText absent likewise
     */
    public record JudgedFinding(
            String code,
            @Nullable String place,
            String wrong,
            @Nullable String cure,
            @Nullable String source,

            @JsonInclude(JsonInclude.Include.NON_NULL) Comparison.@Nullable Change change,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String changeText) {

        static JudgedFinding of(ToldFinding told, Comparison.@Nullable Change change, @Nullable String changeText) {
            return new JudgedFinding(
                    told.code(), told.place(), told.wrong(), told.cure(), told.source(), change, changeText);
        }
    }

    ToldJudgement withAmendment(RequestAmendments.Shown changes) {
        return new ToldJudgement(
                passes, needsOnlyWaivers, findings, waivable, warnings, remarks, earliestStart, obstacle, changes);
    }
}
