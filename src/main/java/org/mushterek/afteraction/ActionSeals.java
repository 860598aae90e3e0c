package org.mushterek.afteraction;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** Who is in charge of a corrective action, what was done and what was found, under the key of the side that does it. */
@Component
class ActionSeals implements SealedColumns {

    private static final String OWNER = "(select a.owner from aar_action a where a.number = t.number)";

    static final SealedColumn PERSON = SealedColumn.text("aar_action", "person", "t.owner", "number");
    static final SealedColumn DONE = SealedColumn.text("aar_evidence", "done", OWNER, "number", "round_no");
    static final SealedColumn FINDING = SealedColumn.text("aar_evidence", "finding", OWNER, "number", "round_no");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(PERSON, DONE, FINDING);
    }
}
