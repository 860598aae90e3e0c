package org.mushterek.afteraction;

import java.util.List;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.springframework.stereotype.Component;

/** What a side has observed and what it does about it, under the key of that side: nearly all of it is national at first. */
@Component
class LessonSeals implements SealedColumns {

    private static final String OF_OBSERVATION =
            "(select o.owner from aar_observation o where o.number = t.observation)";
    private static final String OF_ACTION = "(select a.owner from aar_action a where a.number = t.number)";

    static final SealedColumn TITLE = observation("title");
    static final SealedColumn OBSERVATION = observation("observation");
    static final SealedColumn DISCUSSION = observation("discussion");
    static final SealedColumn CONCLUSION = observation("conclusion");
    static final SealedColumn RECOMMENDATION = observation("recommendation");
    static final SealedColumn FOLDED = observation("folded");
    static final SealedColumn DECISION_REASON = observation("decision_reason");
    static final SealedColumn SETTLEMENT_REASON =
            SealedColumn.text("aar_settlement", "reason", OF_OBSERVATION, "observation");

    static final SealedColumn FILE_NAME = SealedColumn.text("aar_attachment", "file_name", "t.owner", "id");
    static final SealedColumn FILE = SealedColumn.bytes(
            "aar_attachment_piece",
            "content",
            "(select f.owner from aar_attachment f where f.id = t.attachment_id)",
            "attachment_id",
            "piece");

    /** What is joint has one copy, under the key of the side that its number names; what a party said, under that of the party. */
    static final SealedColumn STORY = SealedColumn.text("aar_story", "reason", CaseNumbers.SIDE_OF_NUMBER, "seal_id");

    static final SealedColumn MINUTES =
            SealedColumn.text("aar_case", "meeting_minutes", CaseNumbers.SIDE_OF_NUMBER, "number");
    static final SealedColumn HOT_WASH = SealedColumn.text("aar_hot_wash", "content", "t.party", "number", "party");
    static final SealedColumn REPORT =
            SealedColumn.text("aar_report", "content", CaseNumbers.SIDE_OF_NUMBER, "number", "stage", "revision");
    static final SealedColumn SIGNATURE =
            SealedColumn.text("aar_signature", "reason", "t.party", "number", "stage", "revision", "party");
    static final SealedColumn MERGING = SealedColumn.text("aar_merging", "content", "t.opener", "number");

    static final SealedColumn NATIONAL =
            SealedColumn.text("aar_report_national", "content", "t.party", "number", "stage", "revision", "party");
    static final SealedColumn PRINT = SealedColumn.bytes(
            "aar_report_print_piece",
            "content",
            "(select p.owner from aar_report_print p where p.id = t.attachment_id)",
            "attachment_id",
            "piece");

    static final SealedColumn ACTION_TITLE = action("title");
    static final SealedColumn TASK = action("task");
    static final SealedColumn ORGANISATION = action("organisation");
    static final SealedColumn PERSON = action("person");
    static final SealedColumn RESOURCES = action("resources");
    static final SealedColumn ACTION_FOLDED = action("folded");
    static final SealedColumn CLOSING_REASON = action("closing_reason");
    static final SealedColumn OFFER_REASON = SealedColumn.text("aar_offer", "reason", "t.to_side", "number");
    static final SealedColumn DONE = evidence("done");
    static final SealedColumn REFERENCE = evidence("reference");
    static final SealedColumn FINDING = evidence("finding");

    private static SealedColumn observation(String column) {
        return SealedColumn.text("aar_observation", column, "t.owner", "number");
    }

    private static SealedColumn action(String column) {
        return SealedColumn.text("aar_action", column, "t.owner", "number");
    }

    private static SealedColumn evidence(String column) {
        return SealedColumn.text("aar_evidence", column, OF_ACTION, "number", "round_no");
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                TITLE,
                OBSERVATION,
                DISCUSSION,
                CONCLUSION,
                RECOMMENDATION,
                FOLDED,
                DECISION_REASON,
                SETTLEMENT_REASON,
                STORY,
                MINUTES,
                HOT_WASH,
                REPORT,
                SIGNATURE,
                MERGING,
                FILE_NAME,
                FILE,
                NATIONAL,
                PRINT,
                ACTION_TITLE,
                TASK,
                ORGANISATION,
                PERSON,
                RESOURCES,
                ACTION_FOLDED,
                CLOSING_REASON,
                OFFER_REASON,
                DONE,
                REFERENCE,
                FINDING);
    }
}
