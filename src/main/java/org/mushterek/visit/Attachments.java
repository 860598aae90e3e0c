package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.OncePerTransaction;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Sha256;
import org.mushterek.file.FilePieces;
import org.mushterek.file.FileType;
import org.mushterek.file.VirusScan;
import org.mushterek.visit.Attachment.Kind;
import org.mushterek.visit.Attachment.PersonDocument;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of cases, as rows. Whatever lists them for a side asks with that side. */
@Repository
class Attachments {

    private final JdbcClient database;
    private final FilePieces pieces;
    private final Seals seals;
    private final Submissions submissions;
    private final Clock clock;
    private final OncePerTransaction<Owner, List<Attachment>> own = new OncePerTransaction<>(this::readOwn);

    Attachments(JdbcClient database, FilePieces pieces, Seals seals, Submissions submissions, Clock clock) {
        this.database = database;
        this.pieces = pieces;
        this.seals = seals;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** What a side keeps in a case, without what only an earlier submission lists. */
    record Kept(int files, long bytes) {}

    Kept kept(String number, String side) {
        return database.sql("select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from visit_attachment"
                        + " where request_number = ? and owner_side = ? and removed_at is null")
                .params(number, side)
                .query((row, n) -> new Kept(row.getInt("files"), row.getLong("bytes")))
                .single();
    }

    void insert(Attachment file, byte[] content) {
        var person = file.person();
        own.forget();
        database.sql("insert into visit_attachment (id, request_number, owner_side, kind, person_nationality,"
                        + " person_document, file_name, media_type, size_bytes, sha256, scan, added_by, added_at,"
                        + " valid_from, valid_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        file.number(),
                        file.side(),
                        file.kind().name(),
                        person == null ? null : person.nationality(),
                        person == null
                                ? null
                                : seals.seal(VisitSeals.PERSON_DOCUMENT, file.side(), person.number(), file.id()),
                        seals.seal(VisitSeals.FILE_NAME, file.side(), file.name(), file.id()),
                        file.type().mediaType(),
                        file.size(),
                        file.sha256(),
                        file.scan().name(),
                        file.addedBy(),
                        file.addedAt().atOffset(ZoneOffset.UTC),
                        file.validFrom(),
                        file.validUntil())
                .update();
        pieces.write(VisitSeals.FILE, file.side(), file.id(), content);
    }

    /** All files of a case that are the side's or were released to it, in the order in which they were added. */
    List<Attachment> readable(String number, String side) {
        return readable(number, side, " and removed_at is null");
    }

    /** The same with what was taken off a request and stays with an earlier submission, or with what was handed over. */
    List<Attachment> everReadable(String number, String side) {
        return readable(number, side, "");
    }

    private List<Attachment> readable(String number, String side, String condition) {
        return database.sql("select * from visit_attachment where request_number = ?"
                        + " and (owner_side = ? or released_at is not null)" + condition + " order by seq")
                .params(number, side)
                .query((row, n) -> read(row))
                .list();
    }

    byte[] content(Attachment file) {
        return pieces.read(VisitSeals.FILE, file.side(), file.id(), file.sha256())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.fileIsNotAsKept"));
    }

    /**
     * Takes a file off its request. One that a submission lists stays with it, for the submission to be read as it was, and one
     * that was handed over stays with what the other side received.
     */
    void remove(Attachment file) {
        own.forget();
        if (file.releasedAt() != null || submissions.lists(file)) {
            database.sql("update visit_attachment set removed_at = ? where id = ?")
                    .params(now(), file.id())
                    .update();
            return;
        }
        pieces.remove(VisitSeals.FILE, file.id());
        database.sql("delete from visit_attachment where id = ?")
                .param(file.id())
                .update();
    }

    void saveScan(String id, VirusScan.Verdict verdict) {
        own.forget();
        database.sql("update visit_attachment set scan = ? where id = ?")
                .params(verdict.name(), id)
                .update();
    }

    /** Makes a file part of a message. */
    void attach(String id, String messageId, boolean releases) {
        own.forget();
        database.sql("update visit_attachment set message_id = ?, released_at = ? where id = ?")
                .params(messageId, releases ? now() : null, id)
                .update();
    }

    /**
     * Hands over what the sending side has added to its request since the last time.
     *
     * @return how many files went
     */
    int handOver(String number, String sender, int revision) {
        own.forget();
        return database.sql("update visit_attachment set revision = ?, released_at = ? where request_number = ?"
                        + " and owner_side = ? and kind <> 'MESSAGE' and message_id is null and released_at is null"
                        + " and removed_at is null")
                .params(revision, now(), number, sender)
                .update();
    }

    /** What the sender has handed over with this revision and earlier ones, and with its messages. */
    List<HandedFile> handed(String number, String sender, List<Visitor> roll) {
        return own.get(new Owner(number, sender)).stream()
                .filter(file -> file.releasedAt() != null)
                .map(file -> handed(file, roll))
                .toList();
    }

    /** What the host would be handed now: with the request, and what messages have brought before. */
    List<HandedFile> goingAlong(VisitDocument document) {
        return own.get(new Owner(document.number(), document.sendingState())).stream()
                .filter(file -> file.releasedAt() != null || file.kind().isOfRequest() && file.messageId() == null)
                .map(file -> handed(file, document.visitors()))
                .toList();
    }

    /** The evidence that the sender's request holds now, handed over or not. */
    List<HandedFile> evidence(String number, String sender, List<Visitor> roll) {
        return own.get(new Owner(number, sender)).stream()
                .filter(file -> file.kind().isOfPerson())
                .map(file -> handed(file, roll))
                .toList();
    }

    /** What belongs to the sender's request now and not to a message, handed over or not. */
    List<HandedFile> ofRequest(String number, String sender, List<Visitor> roll) {
        return readable(number, sender).stream()
                .filter(file -> file.side().equals(sender) && file.kind().isOfRequest() && file.messageId() == null)
                .map(file -> handed(file, roll))
                .toList();
    }

    private record Owner(String number, String side) {}

    private List<Attachment> readOwn(Owner of) {
        return database.sql("select * from visit_attachment where request_number = ? and owner_side = ?"
                        + " and removed_at is null order by seq")
                .params(of.number(), of.side())
                .query((row, n) -> read(row))
                .list();
    }

    private static HandedFile handed(Attachment file, List<Visitor> roll) {
        return new HandedFile(
                file.id(),
                file.kind(),
                file.revision(),
                file.type().mediaType(),
                file.size(),
                file.sha256(),
                file.messageId(),
                lineOf(file, roll),
                file.validFrom(),
                file.validUntil());
    }

    /** Zero for somebody who is no longer on the roll, whose evidence shows nothing of anybody else. */
    private static @Nullable Integer lineOf(Attachment file, List<Visitor> roll) {
        return file.person() == null
                ? null
                : roll.stream()
                        .filter(visitor -> PersonDocument.of(visitor).equals(file.person()))
                        .map(Visitor::line)
                        .findFirst()
                        .orElse(0);
    }

    /** SHA-256 over the files that belong to a message; null where none does. */
    @Nullable
    String digestOf(String messageId) {
        var lines = database.sql("select id, sha256 from visit_attachment where message_id = ? order by id")
                .param(messageId)
                .query((row, n) -> row.getString(1) + " " + row.getString(2))
                .list();
        return lines.isEmpty() ? null : Sha256.of(String.join("\n", lines));
    }

    /** Notes with which files a message is sent. */
    void sealFiles(String messageId) {
        database.sql("update visit_thread_message set files_sha256 = ? where id = ?")
                .params(digestOf(messageId), messageId)
                .update();
    }

    /** Whether a message still has the files that it was sent with; earlier releases did not note them. */
    boolean isWhole(String messageId) {
        var sent = database.sql("select coalesce(files_sha256, '') from visit_thread_message where id = ?")
                .param(messageId)
                .query(String.class)
                .optional()
                .orElse("");
        return sent.isEmpty() || sent.equals(digestOf(messageId));
    }

    /**
     * Gives another part of a group what its persons have in the first, and what shows something of everybody; a person may
     * be in more than one part.
     */
    void copy(String from, String side, String to, List<Visitor> roll) {
        ofPersons(from, side).stream()
                .filter(file -> file.person() == null || isOn(roll, file))
                .forEach(file -> insert(
                        new Attachment(
                                UUID.randomUUID().toString(),
                                to,
                                file.side(),
                                file.kind(),
                                file.person(),
                                file.name(),
                                file.type(),
                                file.size(),
                                file.sha256(),
                                file.scan(),
                                file.addedBy(),
                                file.addedAt(),
                                null,
                                null,
                                null,
                                file.validFrom(),
                                file.validUntil()),
                        content(file)));
    }

    /** Takes away what persons have who are not on the roll. */
    void keepOnly(String number, String side, List<Visitor> roll) {
        ofPersons(number, side).stream()
                .filter(file -> file.person() != null && !isOn(roll, file))
                .forEach(this::remove);
    }

    private List<Attachment> ofPersons(String number, String side) {
        return readable(number, side).stream()
                .filter(file -> file.kind().isOfPerson() && file.messageId() == null)
                .toList();
    }

    private static boolean isOn(List<Visitor> roll, Attachment file) {
        return roll.stream().anyMatch(visitor -> PersonDocument.of(visitor).equals(file.person()));
    }

    private Attachment read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        var side = row.getString("owner_side");
        var document = row.getString("person_document");
        return new Attachment(
                id,
                row.getString("request_number"),
                side,
                Kind.valueOf(row.getString("kind")),
                document == null
                        ? null
                        : new PersonDocument(
                                row.getString("person_nationality"),
                                seals.open(VisitSeals.PERSON_DOCUMENT, side, document, id)),
                seals.open(VisitSeals.FILE_NAME, side, row.getString("file_name"), id),
                FileType.ofMediaType(row.getString("media_type")),
                row.getInt("size_bytes"),
                row.getString("sha256"),
                VirusScan.Verdict.valueOf(row.getString("scan")),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getString("message_id"),
                row.getObject("revision", Integer.class),
                instant(row.getObject("released_at", OffsetDateTime.class)),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
