package org.mushterek.afteraction;

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
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files of observations. The writer adds them while nobody has decided, lessons officers of the side until it is released; they are
 * released with the observation, and stay then.
 */
@Service
public class ObservationFiles {

    private final JdbcClient database;
    private final ObservationRows rows;
    private final Observations observations;
    private final FileIntake intake;
    private final FilePieces pieces;
    private final Seals seals;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ObservationFiles(
            JdbcClient database,
            ObservationRows rows,
            Observations observations,
            FileIntake intake,
            FilePieces pieces,
            Seals seals,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.observations = observations;
        this.intake = intake;
        this.pieces = pieces;
        this.seals = seals;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * The files of an observation.
     *
     * @param mayChange whether the account may add and remove now
     */
    public record Page(List<ObservationFile> items, FileIntake.Limits limits, boolean mayChange) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** @param isNew false where the same file was there already */
    public record Added(ObservationFile file, boolean isNew) {}

    /** A file with its content. */
    public record Opened(String name, FileType type, byte[] content) {}

    /** @throws Refusal NOT_FOUND where the account may not read the observation */
    public Page list(Account account, String number) {
        return inTransaction(() -> {
            var about = observations.read(account, number);
            return new Page(
                    of(number).stream()
                            .map(file -> file.asReadBy(account.side().code()))
                            .toList(),
                    intake.limits(),
                    mayChange(account, about));
        });
    }

    private static boolean mayChange(Account account, Observation about) {
        if (!account.isOf(about.owner()) || about.isJoint()) {
            return false;
        }
        return switch (about.state()) {
            case SUBMITTED -> account.has(Role.LESSONS) || account.id().equals(about.writtenBy());
            case ACCEPTED -> account.has(Role.LESSONS);
            case REJECTED, WITHDRAWN -> false;
        };
    }

    private void demandChange(Account account, Observation about) {
        if (!mayChange(account, about)) {
            throw about.isJoint()
                    ? Refusal.of(Refusal.Kind.CONFLICT, "afteraction.filesReleased")
                    : Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyWriterOrLessons");
        }
    }

    /**
     * Adds a file. The same content again is the same file: whoever repeats an upload that was interrupted does no harm.
     *
     * @param name as the sender's machine calls it
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT once it is released, INVALID with every fault, TOO_LARGE, UNACCEPTABLE where a
     *     scanner found something
     */
    public Added add(Account account, String number, @Nullable String name, byte @Nullable [] content) {
        inTransaction(() -> {
            var about = observations.read(account, number);
            demandChange(account, about);
            return about;
        });
        var findings = new ArrayList<Finding>();
        var taken = intake.check(name, content, findings)
                .orElseThrow(() -> new Refusal(Refusal.Kind.INVALID, Message.of("visit.fileInvalid"), findings));
        var verdict = intake.scan(taken.content()).orElse(Verdict.NOT_SCANNED);
        if (verdict == Verdict.INFECTED) {
            note(account, number, "observationFileInfected", taken.sha256());
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.fileInfected");
        }
        return inTransaction(() -> keep(account, number, taken, verdict));
    }

    private Added keep(Account account, String number, Taken taken, Verdict verdict) {
        // Nobody else adds until this is done, so that the limits hold.
        rows.demandKept(number);
        var about = observations.read(account, number);
        demandChange(account, about);
        var kept = of(number);
        var same = kept.stream()
                .filter(file -> file.sha256().equals(taken.sha256()))
                .findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        intake.demandRoom(
                kept.size(), kept.stream().mapToLong(ObservationFile::size).sum(), taken.content().length);
        var file = new ObservationFile(
                UUID.randomUUID().toString(),
                number,
                about.owner(),
                taken.name(),
                taken.type(),
                taken.content().length,
                taken.sha256(),
                verdict,
                account.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        database.sql("insert into aar_attachment (id, observation, owner, file_name, media_type, size_bytes,"
                        + " sha256, scan, added_by, added_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        number,
                        file.owner(),
                        seals.seal(LessonSeals.FILE_NAME, file.owner(), file.name(), file.id()),
                        file.type().mediaType(),
                        file.size(),
                        file.sha256(),
                        verdict.name(),
                        account.id(),
                        file.addedAt().atOffset(ZoneOffset.UTC))
                .update();
        pieces.write(LessonSeals.FILE, file.owner(), file.id(), taken.content());
        note(account, number, "observationFileAdded", file.id());
        return new Added(file, true);
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only its own side opens it.
     *
     * @throws Refusal NOT_FOUND, CONFLICT where the content is not what was kept, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, String number, String id) {
        record Found(ObservationFile file, byte[] content) {}
        var found = inTransaction(() -> {
            var file = find(account, number, id);
            return new Found(file, content(file));
        });
        var file = found.file();
        var known = intake.scanKept(file.scan(), found.content(), account.isOf(file.owner()));
        inTransaction(() -> {
            if (known != file.scan()) {
                database.sql("update aar_attachment set scan = ? where id = ?")
                        .params(known.name(), id)
                        .update();
            }
            note(account, number, known == Verdict.INFECTED ? "observationFileInfected" : "observationFileOpened", id);
            return id;
        });
        if (known == Verdict.INFECTED) {
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.keptFileInfected");
        }
        return new Opened(file.name(), file.type(), found.content());
    }

    private byte[] content(ObservationFile file) {
        return pieces.read(LessonSeals.FILE, file.owner(), file.id(), file.sha256())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "afteraction.fileNotAsKept"));
    }

    /** Removes a file that nobody of another side could see. */
    public void remove(Account account, String number, String id) {
        inTransaction(() -> {
            demandChange(account, observations.read(account, number));
            find(account, number, id);
            pieces.remove(LessonSeals.FILE, id);
            database.sql("delete from aar_attachment where id = ?").param(id).update();
            note(account, number, "observationFileRemoved", id);
            return id;
        });
    }

    private ObservationFile find(Account account, String number, String id) {
        observations.read(account, number);
        return of(number).stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.fileUnknown"));
    }

    /** The files of an observation in the order in which they were added, for whoever has been judged. */
    private List<ObservationFile> of(String number) {
        return database.sql("select * from aar_attachment where observation = ? order by seq")
                .param(number)
                .query((row, n) -> read(row))
                .list();
    }

    private ObservationFile read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        var owner = row.getString("owner");
        return new ObservationFile(
                id,
                row.getString("observation"),
                owner,
                seals.open(LessonSeals.FILE_NAME, owner, row.getString("file_name"), id),
                FileType.ofMediaType(row.getString("media_type")),
                row.getInt("size_bytes"),
                row.getString("sha256"),
                Verdict.valueOf(row.getString("scan")),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private void note(Account account, String number, String event, String detail) {
        audit.record(account.id(), account.side().code(), number, "afteraction." + event, detail);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
