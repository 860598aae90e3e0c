package org.mushterek.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentCase.State;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.file.FileIntake;
import org.mushterek.file.FileIntake.Taken;
import org.mushterek.file.FilePieces;
import org.mushterek.file.FileType;
import org.mushterek.file.VirusScan.Verdict;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The writings in which parties without officers here told their answers. Legal officers of the opener's side add and remove
 * them while the answer is not recorded; from then on they stay, and every party reads them.
 */
@Service
public class InstrumentDocuments {

    private final JdbcClient database;
    private final InstrumentApprovals approvals;
    private final FileIntake intake;
    private final FilePieces pieces;
    private final Seals seals;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    InstrumentDocuments(
            JdbcClient database,
            InstrumentApprovals approvals,
            FileIntake intake,
            FilePieces pieces,
            Seals seals,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.approvals = approvals;
        this.intake = intake;
        this.pieces = pieces;
        this.seals = seals;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param isNew false where the same file was there already */
    public record Added(InstrumentDocument document, boolean isNew) {}

    /** A file with its content. */
    public record Opened(String name, FileType type, byte[] content) {}

    /** @throws Refusal NOT_FOUND where the account may not read the case */
    public List<InstrumentDocument> list(Account account, String number) {
        return inTransaction(() -> {
            approvals.read(account, number);
            return of(number).stream()
                    .map(document -> document.asReadBy(account.side().code()))
                    .toList();
        });
    }

    /**
     * Adds a file. The same content again is the same file: whoever repeats an upload that was interrupted does no harm.
     *
     * @param party whose answer it shows
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT once the answer is recorded, INVALID with every fault, TOO_LARGE,
     *     UNACCEPTABLE where a scanner found something
     */
    public Added add(
            Account account, String number, @Nullable String party, @Nullable String name, byte @Nullable [] content) {
        var about = inTransaction(() -> mayAdd(account, number, party));
        var findings = new ArrayList<Finding>();
        if (party == null || !about.represented().contains(party)) {
            findings.add(AnswersOnBehalf.notRepresented(about.represented()));
        }
        var taken = intake.check(name, content, findings);
        if (party == null || taken.isEmpty() || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.fileInvalid"), findings);
        }
        var verdict = intake.scan(taken.get().content()).orElse(Verdict.NOT_SCANNED);
        if (verdict == Verdict.INFECTED) {
            note(account, number, "documentInfected", taken.get().sha256());
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.fileInfected");
        }
        return inTransaction(() -> keep(account, number, party, taken.get(), verdict));
    }

    private Added keep(Account account, String number, String party, Taken taken, Verdict verdict) {
        // Nobody else adds until this is done, so that the limits hold.
        database.sql("select version from instrument_case where number = ? for update")
                .param(number)
                .query(Integer.class)
                .single();
        mayAdd(account, number, party);
        var kept = of(number);
        var same = kept.stream()
                .filter(document ->
                        document.party().equals(party) && document.sha256().equals(taken.sha256()))
                .findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        intake.demandRoom(
                kept.size(), kept.stream().mapToLong(InstrumentDocument::size).sum(), taken.content().length);
        var document = new InstrumentDocument(
                UUID.randomUUID().toString(),
                number,
                party,
                account.side().code(),
                taken.name(),
                taken.type(),
                taken.content().length,
                taken.sha256(),
                verdict,
                account.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        database.sql("insert into instrument_document (id, number, party, owner, file_name, media_type, size_bytes,"
                        + " sha256, scan, added_by, added_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        document.id(),
                        number,
                        party,
                        document.owner(),
                        seals.seal(InstrumentSeals.FILE_NAME, document.owner(), document.name(), document.id()),
                        document.type().mediaType(),
                        document.size(),
                        document.sha256(),
                        verdict.name(),
                        account.id(),
                        document.addedAt().atOffset(ZoneOffset.UTC))
                .update();
        pieces.write(InstrumentSeals.FILE, document.owner(), document.id(), taken.content());
        note(account, number, "documentAdded", document.id());
        return new Added(document, true);
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only the side that
     * added it opens it.
     *
     * @throws Refusal NOT_FOUND, CONFLICT where the content is not what was kept, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, String number, String id) {
        record Found(InstrumentDocument document, byte[] content) {}
        var found = inTransaction(() -> {
            approvals.read(account, number);
            var document = find(number, id);
            return new Found(document, content(document));
        });
        var document = found.document();
        var known = intake.scanKept(document.scan(), found.content(), account.isOf(document.owner()));
        inTransaction(() -> {
            if (known != document.scan()) {
                database.sql("update instrument_document set scan = ? where id = ?")
                        .params(known.name(), id)
                        .update();
            }
            note(account, number, known == Verdict.INFECTED ? "documentInfected" : "documentOpened", id);
            return id;
        });
        if (known == Verdict.INFECTED) {
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.keptFileInfected");
        }
        return new Opened(document.name(), document.type(), found.content());
    }

    private byte[] content(InstrumentDocument document) {
        return pieces.read(InstrumentSeals.FILE, document.owner(), document.id(), document.sha256())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.fileIsNotAsKept"));
    }

    /** Removes a file of an answer that is not recorded. */
    public void remove(Account account, String number, String id) {
        inTransaction(() -> {
            approvals.read(account, number);
            mayAdd(account, number, find(number, id).party());
            pieces.remove(InstrumentSeals.FILE, id);
            database.sql("delete from instrument_document where id = ?")
                    .param(id)
                    .update();
            note(account, number, "documentRemoved", id);
            return id;
        });
    }

    private InstrumentCase mayAdd(Account account, String number, @Nullable String party) {
        var about = approvals.read(account, number);
        InstrumentApprovals.mayWork(account);
        if (!account.isOf(about.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.case.notOpener");
        }
        if (about.state() != State.APPROVAL
                || about.answers().stream().anyMatch(answer -> answer.party().equals(party))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "agreement.case.answerRecorded");
        }
        return about;
    }

    private InstrumentDocument find(String number, String id) {
        return of(number).stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.fileUnknown"));
    }

    /** The documents of a case in the order in which they were added, for whoever has been judged. */
    List<InstrumentDocument> of(String number) {
        return database.sql("select * from instrument_document where number = ? order by seq")
                .param(number)
                .query((row, n) -> read(row))
                .list();
    }

    private InstrumentDocument read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        var owner = row.getString("owner");
        return new InstrumentDocument(
                id,
                row.getString("number"),
                row.getString("party"),
                owner,
                seals.open(InstrumentSeals.FILE_NAME, owner, row.getString("file_name"), id),
                FileType.ofMediaType(row.getString("media_type")),
                row.getInt("size_bytes"),
                row.getString("sha256"),
                Verdict.valueOf(row.getString("scan")),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private void note(Account account, String number, String event, String detail) {
        audit.record(account.id(), account.side().code(), number, "agreement." + event, detail);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
