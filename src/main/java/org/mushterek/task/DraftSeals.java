package org.mushterek.task;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** Unfinished answers, in which officers may have written of persons, under the key of their account's side. */
@Component
class DraftSeals implements SealedColumns {

    /** An account's id begins with its side, in lower case, and a dot. */
    static final SealedColumn ANSWER =
            SealedColumn.text("task_draft", "answer", "upper(substring(t.account from 1 for 3))", "task_id", "account");

    /** The case comes first, for logs name the first part of a row's key, and no account. */
    static final SealedColumn PAGE = SealedColumn.text(
            "page_draft", "content", "upper(substring(t.account from 1 for 3))", "of_case", "form", "account");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(ANSWER, PAGE);
    }
}
