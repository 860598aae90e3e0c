package org.mushterek.visit;

import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/**
 * What is kept of persons in cases, and what officers wrote freely: the sending side's request under its key, what the host was handed and what it issued
 * under the host's, files under their owner's.
 */
@Component
class VisitSeals implements SealedColumns {

    /** The host of a decision or of a desk, the row being {@code t}. */
    static final String HOST = "(select x.host_state from visit_transmission x"
            + " where x.request_number = t.request_number and x.revision = t.revision)";

    static final SealedColumn CONTENT = SealedColumn.text("visit_request", "content", "t.sending_state", "number");
    static final SealedColumn PERSON = SealedColumn.text(
            "visit_person",
            "person",
            "(select r.sending_state from visit_request r where r.number = t.request_number)",
            "request_number",
            "line");
    static final SealedColumn DOCUMENT =
            SealedColumn.text("visit_transmission", "document", "t.host_state", "request_number", "revision");
    static final SealedColumn WORDS = SealedColumn.text("visit_request", "words", "t.sending_state", "number");
    static final SealedColumn WORDS_RECEIVED =
            SealedColumn.text("visit_transmission", "words", "t.host_state", "request_number", "revision");
    static final SealedColumn RETURNED_REASON =
            SealedColumn.text("visit_request", "returned_reason", "t.sending_state", "number");
    static final SealedColumn DESK_REMARK =
            SealedColumn.text("visit_desk", "remark", HOST, "request_number", "revision", "desk");
    static final SealedColumn DECISION_COMMENT =
            SealedColumn.text("visit_decision", "comment", HOST, "request_number", "revision");
    static final SealedColumn DECISION_LIMITS =
            SealedColumn.text("visit_decision", "limits", HOST, "request_number", "revision");
    static final SealedColumn STAFF_NOTE =
            SealedColumn.text("visit_decision", "staff_note", HOST, "request_number", "revision");
    static final SealedColumn DECISION_BEFORE =
            SealedColumn.text("visit_decision_correction", "before_it", HOST, "request_number", "revision", "no");
    static final SealedColumn CORRECTION_REASON =
            SealedColumn.text("visit_decision_correction", "reason", HOST, "request_number", "revision", "no");
    static final SealedColumn SUBMISSION = SealedColumn.text(
            "visit_submission",
            "document",
            "(select r.sending_state from visit_request r where r.number = t.request_number)",
            "request_number",
            "no");
    static final SealedColumn SITE_LIMITS =
            SealedColumn.text("visit_decision_site", "limits", HOST, "request_number", "revision", "site");
    static final SealedColumn CLOSING_REASON =
            SealedColumn.text("visit_permit", "closing_reason", "t.host_state", "number");
    static final SealedColumn SUSPENSION_COMMENT = ofSuspension("comment");
    static final SealedColumn SUSPENSION_NOTE = ofSuspension("staff_note");
    static final SealedColumn REINSTATEMENT = ofSuspension("reinstatement");
    static final SealedColumn MOVEMENT_PLACE = ofPermit("visit_movement", "place");
    static final SealedColumn MOVEMENT_STRUCK = ofPermit("visit_movement", "struck_reason");
    static final SealedColumn PERMIT = SealedColumn.text("visit_permit", "snapshot", "t.host_state", "number");
    static final SealedColumn PERMIT_PRINT = SealedColumn.bytes(
            "visit_permit_paper",
            "content",
            "(select p.host_state from visit_permit p where p.number = t.permit_number)",
            "permit_number",
            "revision");
    static final SealedColumn PAPER = SealedColumn.text("visit_paper", "snapshot", "t.host_state", "number");
    static final SealedColumn PAPER_PRINT = SealedColumn.bytes(
            "visit_paper_print",
            "content",
            "(select p.host_state from visit_paper p where p.number = t.number)",
            "number",
            "state");
    static final SealedColumn PERSON_DOCUMENT =
            SealedColumn.text("visit_attachment", "person_document", "t.owner_side", "id");
    static final SealedColumn FILE_NAME = SealedColumn.text("visit_attachment", "file_name", "t.owner_side", "id");
    static final SealedColumn FILE = SealedColumn.bytes(
            "visit_attachment_piece",
            "content",
            "(select a.owner_side from visit_attachment a where a.id = t.attachment_id)",
            "attachment_id",
            "piece");
    static final SealedColumn WAIVER = SealedColumn.text(
            "visit_waiver",
            "reason",
            "(select r.sending_state from visit_request r where r.number = t.request_number)",
            "seal_id");
    static final SealedColumn MESSAGE = SealedColumn.text("visit_thread_message", "content", "t.owner_side", "id");

    private static SealedColumn ofSuspension(String column) {
        return ofPermit("visit_suspension", column);
    }

    /** Of a table whose rows are counted within a permit. */
    private static SealedColumn ofPermit(String table, String column) {
        return SealedColumn.text(
                table,
                column,
                "(select p.host_state from visit_permit p where p.request_number = t.request_number)",
                "request_number",
                "no");
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                CONTENT,
                WORDS,
                WORDS_RECEIVED,
                PERSON,
                RETURNED_REASON,
                DOCUMENT,
                DESK_REMARK,
                DECISION_COMMENT,
                DECISION_LIMITS,
                STAFF_NOTE,
                DECISION_BEFORE,
                CORRECTION_REASON,
                SUBMISSION,
                SITE_LIMITS,
                CLOSING_REASON,
                SUSPENSION_COMMENT,
                SUSPENSION_NOTE,
                REINSTATEMENT,
                MOVEMENT_PLACE,
                MOVEMENT_STRUCK,
                PERMIT,
                PERMIT_PRINT,
                PAPER,
                PAPER_PRINT,
                PERSON_DOCUMENT,
                FILE_NAME,
                FILE,
                WAIVER,
                MESSAGE);
    }
}
