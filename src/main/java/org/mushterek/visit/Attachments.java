package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.BrokenSeal;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.file.FileIntake;
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
    private final Clock clock;

    Attachments(JdbcClient database, FilePieces pieces, Seals seals, Clock clock) {
        this.database = database;
        this.pieces = pieces;
        this.seals = seals;
        this.clock = clock;
    }

    /** What a side keeps in a case. */
    record Kept(int files, long bytes) {}

    /** Lets nobody else add to the case until the transaction ends, so that its limits hold. */
    void lock(String number) {
        database.sql("select version from visit_request where number = ? for update")
                .param(number)
                .query(Integer.class)
                .single();
    }

    Kept kept(String number, String side) {
        return database.sql("select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from visit_attachment"
                        + " where request_number = ? and owner_side = ?")
                .params(number, side)
                .query((row, n) -> new Kept(row.getInt("files"), row.getLong("bytes")))
                .single();
    }

    void insert(Attachment file, byte[] content) {
        var person = file.person();
        database.sql("insert into visit_attachment (id, request_number, owner_side, kind, person_nationality,"
                        + " person_document, file_name, media_type, size_bytes, sha256, scan, added_by, added_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
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
                        file.addedAt().atOffset(ZoneOffset.UTC))
                .update();
        pieces.write(VisitSeals.FILE, file.side(), file.id(), content);
    }

    /** All files of a case that are the side's or were released to it, in the order in which they were added. */
    List<Attachment> readable(String number, String side) {
        return database.sql("select * from visit_attachment where request_number = ?"
                        + " and (owner_side = ? or released_at is not null) order by seq")
                .params(number, side)
                .query((row, n) -> read(row))
                .list();
    }

    byte[] content(Attachment file) {
        byte[] content;
        try {
            content = pieces.read(VisitSeals.FILE, file.side(), file.id());
        } catch (BrokenSeal changed) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.fileIsNotAsKept");
        }
        if (!FileIntake.sha256(content).equals(file.sha256())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.fileIsNotAsKept");
        }
        return content;
    }

    void remove(String id) {
        pieces.remove(VisitSeals.FILE, id);
        database.sql("delete from visit_attachment where id = ?").param(id).update();
    }

    void saveScan(String id, VirusScan.Verdict verdict) {
        database.sql("update visit_attachment set scan = ? where id = ?")
                .params(verdict.name(), id)
                .update();
    }

    /** Makes a file part of a message. */
    void attach(String id, String messageId, boolean releases) {
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
        return database.sql("update visit_attachment set revision = ?, released_at = ? where request_number = ?"
                        + " and owner_side = ? and kind <> 'MESSAGE' and message_id is null and released_at is null")
                .params(revision, now(), number, sender)
                .update();
    }

    /** What the sender's request has handed over with this revision and earlier ones. */
    List<HandedFile> handed(String number, String sender) {
        return database.sql("select * from visit_attachment where request_number = ? and owner_side = ?"
                        + " and revision is not null order by seq")
                .params(number, sender)
                .query((row, n) -> new HandedFile(
                        row.getString("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getInt("revision"),
                        row.getString("media_type"),
                        row.getInt("size_bytes"),
                        row.getString("sha256")))
                .list();
    }

    /** Gives another part of a group what its persons have in the first; a person may be in more than one part. */
    void copy(String from, String side, String to, List<Visitor> roll) {
        ofPersons(from, side).stream()
                .filter(file -> isOn(roll, file))
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
                                null),
                        content(file)));
    }

    /** Takes away what persons have who are not on the roll. */
    void keepOnly(String number, String side, List<Visitor> roll) {
        ofPersons(number, side).stream().filter(file -> !isOn(roll, file)).forEach(file -> remove(file.id()));
    }

    private List<Attachment> ofPersons(String number, String side) {
        return readable(number, side).stream()
                .filter(file -> file.person() != null && file.messageId() == null)
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
                instant(row.getObject("released_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
