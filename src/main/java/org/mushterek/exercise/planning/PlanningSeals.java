package org.mushterek.exercise.planning;

import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/**
 * What officers write while an exercise is planned. The case is joint, and so is its one copy: it is kept under the key of the
 * host, whom its number names. What a party alone answers to its own lessons is kept under the key of that party.
 */
@Component
class PlanningSeals implements SealedColumns {

    static final SealedColumn PLACE = conference("place");
    static final SealedColumn AGENDA = conference("agenda");
    static final SealedColumn MINUTES = conference("minutes");
    static final SealedColumn PRODUCT = joint("planning_product", "content", "number", "kind", "version");
    static final SealedColumn WAIVER = joint("planning_waiver", "reason", "number", "subject", "round");
    static final SealedColumn ANSWER = joint("planning_answer", "reason", "number", "subject", "round", "party");
    static final SealedColumn STORY = joint("planning_story", "reason", "seal_id");
    static final SealedColumn ACTION_TITLE =
            SealedColumn.text("planning_action", "title", "t.owner", "number", "version", "action");
    static final SealedColumn ACTION_REASON =
            SealedColumn.text("planning_action", "reason", "t.owner", "number", "version", "action");

    private static SealedColumn conference(String column) {
        return joint("planning_conference", column, "number", "stage", "round");
    }

    private static SealedColumn joint(String table, String column, String... key) {
        return SealedColumn.text(table, column, CaseNumbers.SIDE_OF_NUMBER, key);
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(PLACE, AGENDA, MINUTES, PRODUCT, WAIVER, ANSWER, STORY, ACTION_TITLE, ACTION_REASON);
    }
}
