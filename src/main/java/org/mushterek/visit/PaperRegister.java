package org.mushterek.visit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.mushterek.common.StoredJson;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.RenderedPaper;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The papers of visits and their prints, as rows. Of one kind and part of a case, one paper holds at most. */
@Repository
class PaperRegister {

    private static final String GATE_LISTS = " from visit_paper p join visit_permit q on q.number = p.permit_number"
            + " where p.kind = 'GATE_LIST' and p.state = 'CURRENT' and p.host_state = ?"
            + " and q.state in ('ISSUED', 'HANDED_OVER') and q.valid_to >= ?";

    private final JdbcClient database;
    private final ObjectMapper json;
    private final StoredJson stored;
    private final Seals seals;
    private final Clock clock;

    PaperRegister(JdbcClient database, ObjectMapper json, StoredJson stored, Seals seals, Clock clock) {
        this.database = database;
        this.json = json;
        this.stored = stored;
        this.seals = seals;
        this.clock = clock;
    }

    /** A print that is kept. */
    record Print(byte[] content, String sha256) {}

    List<VisitPaper> ofRequest(String requestNumber) {
        return database.sql("select * from visit_paper where request_number = ? order by issued_at, number")
                .param(requestNumber)
                .query((row, n) -> read(row))
                .list();
    }

    /** How many gate lists of a host hold on this day or will hold later. */
    long countGateLists(String hostState, LocalDate today) {
        return database.sql("select count(*)" + GATE_LISTS)
                .params(hostState, today)
                .query(Long.class)
                .single();
    }

    /** The gate lists of a host that hold on this day or will hold later, by their first days. */
    List<VisitPapers.GateListLine> gateLists(String hostState, LocalDate today, int offset, int limit) {
        return database.sql(
                        "select p.number, p.request_number, p.permit_number, q.sending_state, q.valid_from, q.valid_to"
                                + GATE_LISTS + " order by q.valid_from, p.number offset ? rows fetch first ? rows only")
                .params(hostState, today, offset, limit)
                .query((row, n) -> new VisitPapers.GateListLine(
                        row.getString("number"),
                        row.getString("request_number"),
                        row.getString("permit_number"),
                        row.getString("sending_state"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .list();
    }

    void insert(VisitPaper paper) {
        database.sql("insert into visit_paper (number, request_number, kind, part, host_state, sending_state,"
                        + " request_revision, permit_number, permit_revision, state, current_key,"
                        + " snapshot, replaces, issued_at, issued_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        paper.number(),
                        paper.requestNumber(),
                        paper.kind().name(),
                        paper.part(),
                        paper.hostState(),
                        paper.sendingState(),
                        paper.requestRevision(),
                        paper.permitNumber(),
                        paper.permitRevision(),
                        paper.state().name(),
                        key(paper.requestNumber(), paper.kind(), paper.part()),
                        seals.seal(VisitSeals.PAPER, paper.hostState(), stored.write(paper.sheet()), paper.number()),
                        paper.replaces(),
                        paper.issuedAt().atOffset(ZoneOffset.UTC),
                        paper.issuedBy())
                .update();
    }

    void voided(String number, @Nullable String replacedBy) {
        database.sql("update visit_paper set state = ?, current_key = null, replaced_by = ?, voided_at = ?"
                        + " where number = ?")
                .params(
                        VisitPaper.State.VOIDED.name(),
                        replacedBy,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        number)
                .update();
    }

    Optional<Print> print(VisitPaper paper) {
        return database.sql("select content, sha256 from visit_paper_print where number = ? and state = ?")
                .params(paper.number(), paper.state().name())
                .query((row, n) -> new Print(
                        seals.open(
                                VisitSeals.PAPER_PRINT,
                                paper.hostState(),
                                row.getBytes(1),
                                paper.number(),
                                paper.state().name()),
                        row.getString(2)))
                .optional();
    }

    /** Keeps the first print of the paper as it stands; of two at one moment, both get the first. */
    Print keep(VisitPaper paper, RenderedPaper rendered) {
        try {
            database.sql("insert into visit_paper_print (number, state, content, sha256, rendered_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(
                            paper.number(),
                            paper.state().name(),
                            seals.seal(
                                    VisitSeals.PAPER_PRINT,
                                    paper.hostState(),
                                    rendered.content(),
                                    paper.number(),
                                    paper.state().name()),
                            rendered.sha256(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return new Print(rendered.content(), rendered.sha256());
        } catch (DuplicateKeyException somebodyElsePrintedFirst) {
            return print(paper).orElseThrow();
        }
    }

    /** Whether the two say the same, whatever their numbers and moments are. */
    boolean isSame(PaperSheet one, PaperSheet two) {
        return fingerprint(one).equals(fingerprint(two));
    }

    private String fingerprint(PaperSheet sheet) {
        return CanonicalJson.of(sheet.sections(), json).sha256();
    }

    private static String key(String requestNumber, PaperKind kind, int part) {
        return requestNumber + "/" + kind.name() + "/" + part;
    }

    private VisitPaper read(ResultSet row) throws SQLException {
        return new VisitPaper(
                row.getString("number"),
                row.getString("request_number"),
                PaperKind.valueOf(row.getString("kind")),
                row.getInt("part"),
                row.getString("host_state"),
                row.getString("sending_state"),
                row.getInt("request_revision"),
                row.getString("permit_number"),
                row.getObject("permit_revision", Integer.class),
                VisitPaper.State.valueOf(row.getString("state")),
                stored.read(
                        seals.open(
                                VisitSeals.PAPER,
                                row.getString("host_state"),
                                row.getString("snapshot"),
                                row.getString("number")),
                        PaperSheet.class),
                row.getString("replaces"),
                row.getString("replaced_by"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getString("issued_by"),
                instant(row, "voided_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
