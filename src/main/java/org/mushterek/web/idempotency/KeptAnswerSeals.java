package org.mushterek.web.idempotency;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** First answers, which may tell of persons, under the key of their account's side. */
@Component
class KeptAnswerSeals implements SealedColumns {

    /** An account's id begins with its side, in lower case, and a dot. */
    static final SealedColumn CONTENT = SealedColumn.bytes(
            "idempotent_answer",
            "content",
            "upper(substring(t.account from 1 for 3))",
            "body_sha256",
            "account",
            "path",
            "idempotency_key");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(CONTENT);
    }
}
