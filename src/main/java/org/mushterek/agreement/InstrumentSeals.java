package org.mushterek.agreement;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** Documents of instruments, under the key of the side that added them. */
@Component
class InstrumentSeals implements SealedColumns {

    static final SealedColumn FILE_NAME = SealedColumn.text("instrument_document", "file_name", "t.owner", "id");
    static final SealedColumn FILE = SealedColumn.bytes(
            "instrument_document_piece",
            "content",
            "(select f.owner from instrument_document f where f.id = t.attachment_id)",
            "attachment_id",
            "piece");

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(FILE_NAME, FILE);
    }
}
