package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.document.PermitSheet;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.retention.SealedRows;
import org.mushterek.task.PageDrafts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What visits keep of persons, erased by the term of the side whose copy it is: the request and its roll by the sending
 * side's, what was handed over, the permit and the papers by the host's, files and messages by their owner's. Lines of the
 * roll still count, and what both sides know of a case in figures stays: days, states, sites, how many came.
 */
@Component
class VisitRetention implements PersonalRecords {

    /** A case is closed for both sides at once: when it was answered with a no or withdrawn, or when its permit ended. */
    private static final String CLOSED_AT = "case when r.state = 'APPROVED' then p.closed_at else r.changed_at end";

    private static final String CLOSED = " from visit_request r left join visit_permit p on p.request_number = r.number"
            + " where r.state in ('APPROVED', 'DENIED', 'NOT_SPONSORED', 'WITHDRAWN', 'LAPSED_UNANSWERED')"
            + " and (r.state <> 'APPROVED' or p.closed_at is not null)";

    private static final String KEPT_BY = " and (r.sending_state = :side and r.erased_at is null"
            + " or exists (select 1 from visit_transmission t where t.request_number = r.number"
            + " and t.host_state = :side and t.erased_at is null))";

    private final KeptCopies copies;
    private final PresentPersons present;
    private final SealedRows sealed;
    private final PageDrafts pageDrafts;
    private final JdbcClient database;
    private final StoredJson json;
    private final Clock clock;

    VisitRetention(
            KeptCopies copies,
            PresentPersons present,
            SealedRows sealed,
            PageDrafts pageDrafts,
            JdbcClient database,
            StoredJson json,
            Clock clock) {
        this.copies = copies;
        this.present = present;
        this.sealed = sealed;
        this.pageDrafts = pageDrafts;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "visit";
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return database.sql("select r.number, " + CLOSED_AT + " as closed_at" + CLOSED + KEPT_BY + " and "
                        + PersonalRecords.holds("r.number", held)
                        + " order by 2, r.number fetch first :limit rows only")
                .param("side", side.code())
                .param("limit", limit)
                .query((row, n) -> closed(row, side))
                .list();
    }

    private static Closed closed(ResultSet row, Side side) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class).toInstant();
        return new Closed(row.getString("number"), LocalDate.ofInstant(closedAt, side.zone()));
    }

    @Override
    public boolean knows(Side side, String number) {
        return database.sql(
                                "select (select count(*) from visit_request where number = :number and sending_state = :side)"
                                        + " + (select count(*) from visit_transmission where request_number = :number"
                                        + " and host_state = :side)")
                        .param("number", number)
                        .param("side", side.code())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Erased erase(Side side, String number) {
        // Whoever writes in the case takes the same lock first, so that nothing is written between.
        copies.lock(number);
        var ofRequest = request(side, number);
        var handedOver = transmissions(side, number);
        var texts = ofRequest.isPresent() ? 1 : 0;
        texts += handedOver;
        texts += pageDrafts.forgetCase(side.code(), number);
        texts += messages(side, number) + verdicts(side, number);
        if (handedOver > 0) {
            texts += remarks(number) + papers(number) + permit(side, number);
        }
        if (ofRequest.isPresent()) {
            texts += waivers(number) + submissions(number);
        }
        return new Erased(ofRequest.orElse(0), texts, files(side, number));
    }

    /** The sending side's request: what is left has no roll, no contact and no free text. */
    private Optional<Integer> request(Side side, String number) {
        var erased = sealed.reduce(
                VisitSeals.CONTENT,
                content -> json.write(
                        json.read(content, VisitDocument.class).withoutPersons().contentAlone()),
                "number = ? and sending_state = ? and erased_at is null",
                number,
                side.code());
        if (erased == 0) {
            return Optional.empty();
        }
        database.sql("update visit_request set words = null, returned_reason = null, erased_at = ? where number = ?")
                .params(now(), number)
                .update();
        return Optional.of(database.sql(
                        "update visit_person set person = null where request_number = ?" + " and person is not null")
                .param(number)
                .update());
    }

    private int transmissions(Side side, String number) {
        var handedOver = "request_number = ? and host_state = ? and erased_at is null";
        var erased = sealed.reduce(
                VisitSeals.DOCUMENT,
                document -> json.write(json.read(document, VisitDocument.class).withoutPersons()),
                handedOver,
                number,
                side.code());
        database.sql("update visit_transmission set words = null, erased_at = ? where " + handedOver)
                .params(now(), number, side.code())
                .update();
        return erased;
    }

    /** What the host's desks and its authority wrote; outcomes, codes and days stay. */
    private int remarks(String number) {
        return database.sql("delete from visit_decision_correction where request_number = ?")
                        .param(number)
                        .update()
                + database.sql("update visit_suspension set comment = null, staff_note = null, reinstatement = null"
                                + " where request_number = ?")
                        .param(number)
                        .update()
                + movements(number)
                + database.sql("update visit_desk set remark = null where request_number = ? and remark is not null")
                        .param(number)
                        .update()
                + database.sql("update visit_decision set comment = null, limits = null, staff_note = null"
                                + " where request_number = ?")
                        .param(number)
                        .update()
                + database.sql("update visit_decision_site set limits = null where request_number = ?"
                                + " and limits is not null")
                        .param(number)
                        .update();
    }

    /** How many came and went, and when, stays; whoever was never recorded as departed is not looked for any more. */
    private int movements(String number) {
        present.forget(number);
        return database.sql("update visit_movement set place = null, struck_reason = null where request_number = ?")
                .param(number)
                .update();
    }

    /** Papers are persons on paper; that they were issued stays in the story and in the audit. */
    private int papers(String number) {
        database.sql("delete from visit_paper_print where number in"
                        + " (select p.number from visit_paper p where p.request_number = ?)")
                .param(number)
                .update();
        database.sql("delete from visit_permit_paper where permit_number in"
                        + " (select p.number from visit_permit p where p.request_number = ?)")
                .param(number)
                .update();
        return database.sql("delete from visit_paper where request_number = ?")
                .param(number)
                .update();
    }

    /** The permit stays in the register, so that a gate still hears that it no longer holds. */
    private int permit(Side side, String number) {
        var issued = "request_number = ? and host_state = ? and erased_at is null";
        var erased = sealed.reduce(
                VisitSeals.PERMIT,
                sheet -> json.write(json.read(sheet, PermitSheet.class).withoutPersons()),
                issued,
                number,
                side.code());
        database.sql("update visit_permit set token = '', closing_reason = null, erased_at = ? where " + issued)
                .params(now(), number, side.code())
                .update();
        return erased;
    }

    private int messages(Side side, String number) {
        return sealed.erase(VisitSeals.MESSAGE, "request_number = ? and owner_side = ?", number, side.code());
    }

    /** Which rule was broken stays; the words, which may name persons, go. */
    private int verdicts(Side side, String number) {
        return database.sql("update visit_verdict set reason = null where request_number = ? and side = ?"
                        + " and reason is not null")
                .params(number, side.code())
                .update();
    }

    private int waivers(String number) {
        database.sql("update visit_waiver set subject = null where request_number = ?")
                .param(number)
                .update();
        return sealed.erase(VisitSeals.WAIVER, "request_number = ?", number);
    }

    /** What was submitted each time is the same persons again; that it was submitted stays in the story. */
    private int submissions(String number) {
        return database.sql("delete from visit_submission where request_number = ?")
                .param(number)
                .update();
    }

    private int files(Side side, String number) {
        database.sql("delete from visit_attachment_piece where attachment_id in"
                        + " (select a.id from visit_attachment a where a.request_number = ? and a.owner_side = ?)")
                .params(number, side.code())
                .update();
        return database.sql("delete from visit_attachment where request_number = ? and owner_side = ?")
                .params(number, side.code())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
