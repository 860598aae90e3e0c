package org.mushterek.exercise.drill;

import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/**
 * What is planned and written of drills, their overseers by name among it: under the key of the side that leads the case, whom
 * its number names, or that wrote the report.
 */
@Component
class DrillSeals implements SealedColumns {

    static final SealedColumn PROGRAMME = numbered("drill_schedule", "programme", "number");
    static final SealedColumn PROPOSAL = numbered("drill_proposal", "answer", "id");
    static final SealedColumn PLAN = numbered("drill_plan", "content", "number", "revision");
    static final SealedColumn ANSWER = numbered("drill_answer", "reason", "number", "revision", "step", "subject");
    static final SealedColumn STORY = numbered("drill_story", "reason", "seal_id");
    static final SealedColumn HAZARD = numbered("drill_risk", "hazard", "number");
    static final SealedColumn RISK_ANSWER = numbered("drill_risk_answer", "reason", "number", "party");

    /** An account's id begins with its side, in lower case, and a dot. */
    static final SealedColumn REMARKS = SealedColumn.text(
            "drill_report",
            "remarks",
            "upper(substring(t.reported_by from 1 for 3))",
            "exercise_code",
            "drill",
            "report_no");

    private static SealedColumn numbered(String table, String column, String... key) {
        return SealedColumn.text(table, column, CaseNumbers.SIDE_OF_NUMBER, key);
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(PROGRAMME, PROPOSAL, PLAN, ANSWER, STORY, HAZARD, RISK_ANSWER, REMARKS);
    }
}
