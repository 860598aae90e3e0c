package org.mushterek.agreement;

import java.time.Instant;
import java.util.Objects;
import org.mushterek.file.FileType;
import org.mushterek.file.KeptFile;
import org.mushterek.file.VirusScan;

/**
 * The writing in which a party without officers here told its answer, without its content.
 *
 * @param number of the case
 * @param party whose answer it shows
 * @param owner code of the side whose officers added it
 * @param name as it is saved, with the ending of its type
 * @param size in bytes
 * @param sha256 of the content, verified whenever it is read
 * @param addedBy account of the owner; for a reader of another side that side's code
 */
public record InstrumentDocument(
        String id,
        String number,
        String party,
        String owner,
        String name,
        FileType type,
        int size,
        String sha256,
        VirusScan.Verdict scan,
        String addedBy,
        Instant addedAt) {

    static InstrumentDocument of(KeptFile file) {
        return new InstrumentDocument(
                file.id(),
                file.about(),
                Objects.requireNonNull(file.part()),
                file.owner(),
                file.name(),
                file.type(),
                file.size(),
                file.sha256(),
                file.scan(),
                file.addedBy(),
                file.addedAt());
    }
}
