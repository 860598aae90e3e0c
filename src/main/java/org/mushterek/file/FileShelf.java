package org.mushterek.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.file.FileIntake.Taken;
import org.mushterek.file.VirusScan.Verdict;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files of one kind of case: scanned, sealed, kept once, and each of their openings on record. Who may add, open or remove
 * is for the owner of the shelf to judge, before it asks.
 */
public final class FileShelf {

    /**
     * Where a kind of case keeps its files.
     *
     * @param table with {@code id}, {@code seq}, {@code owner} and what else a {@link KeptFile} is made of
     * @param about column with the number of what a file belongs to
     * @param part column that tells parts of that apart; null where there are none
     * @param name the column of the table that holds names, sealed
     * @param content the column of another table that holds pieces of content, sealed
     * @param act what the audit calls it when a file is added, opened, removed or found infected, without these words
     * @param notAsKept text that refuses a content which is not what was kept
     */
    public record Place(
            String table,
            String about,
            @Nullable String part,
            SealedColumn name,
            SealedColumn content,
            String act,
            String notAsKept) {}

    /** @param isNew false where the same file was there already */
    public record Added(KeptFile file, boolean isNew) {}

    /** A file with its content. */
    public record Opened(String name, FileType type, byte[] content) {}

    /** A file that a scanner has let pass, or that none has looked at. */
    public record Scanned(Taken file, Verdict verdict) {}

    /** Makes shelves. */
    @Component
    public static final class Carpenter {

        private final JdbcClient database;
        private final FileIntake intake;
        private final FilePieces pieces;
        private final Seals seals;
        private final AuditTrail audit;
        private final TransactionTemplate transactions;
        private final Clock clock;

        Carpenter(
                JdbcClient database,
                FileIntake intake,
                FilePieces pieces,
                Seals seals,
                AuditTrail audit,
                PlatformTransactionManager transactions,
                Clock clock) {
            this.database = database;
            this.intake = intake;
            this.pieces = pieces;
            this.seals = seals;
            this.audit = audit;
            this.transactions = new TransactionTemplate(transactions);
            this.clock = clock;
        }

        public FileShelf shelf(Place place) {
            return new FileShelf(this, place);
        }
    }

    private final Carpenter tools;
    private final Place place;

    private FileShelf(Carpenter tools, Place place) {
        this.tools = tools;
        this.place = place;
    }

    /** All files of something in the order in which they were added, for whoever has been judged. */
    public List<KeptFile> of(String about) {
        return tools.database
                .sql("select * from " + place.table() + " where " + place.about() + " = ? order by seq")
                .param(about)
                .query((row, n) -> read(row))
                .list();
    }

    /** @throws Refusal NOT_FOUND */
    public KeptFile find(String about, String id) {
        return of(about).stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.fileUnknown"));
    }

    /**
     * Asks the scanner. To be called outside any transaction.
     *
     * @throws Refusal UNACCEPTABLE where it finds something, which the audit notes
     */
    public Scanned scan(Account account, String about, Taken file) {
        var verdict = tools.intake.scan(file.content()).orElse(Verdict.NOT_SCANNED);
        if (verdict == Verdict.INFECTED) {
            note(account, about, "Infected", file.sha256());
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.fileInfected");
        }
        return new Scanned(file, verdict);
    }

    /**
     * Keeps a file in the running transaction, which has locked what it belongs to, so that limits hold. The same content again is
     * the same file: whoever repeats an upload that was interrupted does no harm.
     *
     * @throws Refusal CONFLICT or TOO_LARGE where there is no room
     */
    public Added keep(Account account, String about, @Nullable String part, String owner, Scanned scanned) {
        var taken = scanned.file();
        var kept = of(about);
        var same = kept.stream()
                .filter(file ->
                        Objects.equals(file.part(), part) && file.sha256().equals(taken.sha256()))
                .findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        tools.intake.demandRoom(
                kept.size(), kept.stream().mapToLong(KeptFile::size).sum(), taken.content().length);
        var file = new KeptFile(
                UUID.randomUUID().toString(),
                about,
                part,
                owner,
                taken.name(),
                taken.type(),
                taken.content().length,
                taken.sha256(),
                scanned.verdict(),
                account.id(),
                tools.clock.instant().truncatedTo(ChronoUnit.MICROS));
        insert(file);
        tools.pieces.write(place.content(), owner, file.id(), taken.content());
        note(account, about, "Added", file.id());
        return new Added(file, true);
    }

    private void insert(KeptFile file) {
        var insertion = tools.database
                .sql("insert into " + place.table() + " (id, " + place.about() + ", owner, file_name, media_type,"
                        + " size_bytes, sha256, scan, added_by, added_at"
                        + (place.part() == null ? "" : ", " + place.part())
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + (place.part() == null ? ")" : ", ?)"))
                .params(
                        file.id(),
                        file.about(),
                        file.owner(),
                        tools.seals.seal(place.name(), file.owner(), file.name(), file.id()),
                        file.type().mediaType(),
                        file.size(),
                        file.sha256(),
                        file.scan().name(),
                        file.addedBy(),
                        file.addedAt().atOffset(ZoneOffset.UTC));
        if (place.part() != null) {
            insertion.param(file.part());
        }
        insertion.update();
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only the side that
     * added it opens it. To be called outside any transaction.
     *
     * @param judged finds the file for an account that may open it
     * @throws Refusal CONFLICT where the content is not what was kept, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, Supplier<KeptFile> judged) {
        record Found(KeptFile file, byte[] content) {}
        var found = inTransaction(() -> {
            var file = judged.get();
            return new Found(file, content(file));
        });
        var file = found.file();
        var known = tools.intake.scanKept(file.scan(), found.content(), account.isOf(file.owner()));
        inTransaction(() -> {
            if (known != file.scan()) {
                tools.database
                        .sql("update " + place.table() + " set scan = ? where id = ?")
                        .params(known.name(), file.id())
                        .update();
            }
            note(account, file.about(), known == Verdict.INFECTED ? "Infected" : "Opened", file.id());
            return known;
        });
        if (known == Verdict.INFECTED) {
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.keptFileInfected");
        }
        return new Opened(file.name(), file.type(), found.content());
    }

    private byte[] content(KeptFile file) {
        return tools.pieces
                .read(place.content(), file.owner(), file.id(), file.sha256())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, place.notAsKept()));
    }

    /** Removes a file in the running transaction. */
    public void remove(Account account, KeptFile file) {
        tools.pieces.remove(place.content(), file.id());
        tools.database
                .sql("delete from " + place.table() + " where id = ?")
                .param(file.id())
                .update();
        note(account, file.about(), "Removed", file.id());
    }

    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(tools.transactions.execute(status -> work.get()));
    }

    private KeptFile read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        var owner = row.getString("owner");
        return new KeptFile(
                id,
                row.getString(place.about()),
                place.part() == null ? null : row.getString(place.part()),
                owner,
                tools.seals.open(place.name(), owner, row.getString("file_name"), id),
                FileType.ofMediaType(row.getString("media_type")),
                row.getInt("size_bytes"),
                row.getString("sha256"),
                Verdict.valueOf(row.getString("scan")),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private void note(Account account, String about, String what, String detail) {
        tools.audit.record(account.id(), account.side().code(), about, place.act() + what, detail);
    }
}
