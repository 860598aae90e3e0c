package org.mushterek.retention;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** Why a case is held, and why it no longer is, under the key of the side that holds it: such reasons name persons. */
@Component
class RetentionSeals implements SealedColumns {

    static final SealedColumn REASON = SealedColumn.text("legal_hold", "reason", "t.side", "id");
    static final SealedColumn LIFTING = SealedColumn.text("legal_hold", "lifting_reason", "t.side", "id");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(REASON, LIFTING);
    }
}
