package org.mushterek.exercise.drill;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.rule.RiskLevel;

/**
 * The residual risk of a drill as an officer of a party saw it while the exercise ran (RSK-02).
 *
 * @param number such as {@code RSK-TUR-2027-0001}, which names the side that saw it
 * @param drill its code
 * @param approved up to which level the drill could go on then; null where nothing was approved
 * @param hazard what makes the risk; every party reads it
 * @param side code of the side that saw it
 * @param reportedBy the account, or the code of its side for other sides
 */
public record DrillRisk(
        String number,
        String exercise,
        String drill,
        RiskLevel level,
        @Nullable RiskLevel approved,
        String hazard,
        State state,
        String side,
        String reportedBy,
        Instant reportedAt,
        List<Answer> answers) {

    public DrillRisk {
        answers = List.copyOf(answers);
    }

    /** Where it stands. */
    public enum State {
        /** Not above what was approved: nothing follows. */
        WITHIN,
        /** The drill stands still until every party's commander agrees. */
        OPEN,
        /** Every party agreed: the drill may go on at this risk. */
        AGREED,
        /** A party did not agree: the drill stands still. */
        REFUSED,
        /** A later report took its place, or the drill was cancelled. */
        SETTLED;

        boolean suspends() {
            return this == OPEN || this == REFUSED;
        }
    }

    /**
     * What a party's commander said.
     *
     * @param authority level of the officer who agreed; null where the party did not
     * @param account who, or the code of the party for other sides
     */
    public record Answer(
            String party,
            boolean agreed,
            @Nullable RiskLevel authority,
            @Nullable String reason,
            String account,
            Instant answeredAt) {}

    /** The same as another side reads it: who reported and answered stays with its own. */
    DrillRisk asReadBy(String reader) {
        return new DrillRisk(
                number,
                exercise,
                drill,
                level,
                approved,
                hazard,
                state,
                side,
                reader.equals(side) ? reportedBy : side,
                reportedAt,
                answers.stream()
                        .map(answer -> reader.equals(answer.party())
                                ? answer
                                : new Answer(
                                        answer.party(),
                                        answer.agreed(),
                                        answer.authority(),
                                        answer.reason(),
                                        answer.party(),
                                        answer.answeredAt()))
                        .toList());
    }
}
