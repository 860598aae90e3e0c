package org.mushterek.afteraction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.document.RenderedPaper;
import org.mushterek.file.FilePieces;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The first print of each edition of a signed report, which is kept and handed out for ever. */
@Repository
class ReportPrints {

    private static final String JOINT = "JOINT";

    private final JdbcClient database;
    private final FilePieces pieces;
    private final TransactionTemplate apart;
    private final Clock clock;

    ReportPrints(JdbcClient database, FilePieces pieces, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.pieces = pieces;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * @param side whose own edition is meant; null for the joint one
     * @throws Refusal CONFLICT where it is not as it was kept
     */
    Optional<PrintedReport> find(Report report, @Nullable String side) {
        record Row(String id, String owner, String sha256) {}
        return database.sql("select id, owner, sha256 from aar_report_print where number = ? and stage = ?"
                        + " and revision = ? and edition = ?")
                .params(report.number(), report.stage().name(), report.revision(), edition(side))
                .query((row, n) -> new Row(row.getString("id"), row.getString("owner"), row.getString("sha256")))
                .optional()
                .map(row -> new PrintedReport(read(row.id(), row.owner(), row.sha256()), row.sha256()));
    }

    private byte[] read(String id, String owner, String sha256) {
        return pieces.read(LessonSeals.PRINT, owner, id, sha256)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "afteraction.fileNotAsKept"));
    }

    /** Keeps the first print; of two at one moment, both get the first. */
    PrintedReport keep(Report report, @Nullable String side, RenderedPaper rendered) {
        var id = UUID.randomUUID().toString();
        var owner = side == null ? report.host() : side;
        try {
            apart.executeWithoutResult(transaction -> {
                database.sql("insert into aar_report_print (id, number, stage, revision, edition, owner, sha256,"
                                + " printed_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                id,
                                report.number(),
                                report.stage().name(),
                                report.revision(),
                                edition(side),
                                owner,
                                rendered.sha256(),
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
                pieces.write(LessonSeals.PRINT, owner, id, rendered.content());
            });
            return new PrintedReport(rendered.content(), rendered.sha256());
        } catch (DuplicateKeyException printedMeanwhile) {
            return find(report, side).orElseThrow();
        }
    }

    private static String edition(@Nullable String side) {
        return side == null ? JOINT : side;
    }
}
