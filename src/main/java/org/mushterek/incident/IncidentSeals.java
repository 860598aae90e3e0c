package org.mushterek.incident;

import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** What was written of incidents: one copy, under the key of the host that the number names. */
@Component
class IncidentSeals implements SealedColumns {

    static final SealedColumn CONTENT = SealedColumn.text("incident", "content", CaseNumbers.SIDE_OF_NUMBER, "number");
    static final SealedColumn WORDS =
            SealedColumn.text("incident_event", "words", CaseNumbers.SIDE_OF_NUMBER, "number", "no");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(CONTENT, WORDS);
    }
}
