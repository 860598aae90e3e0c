package org.mushterek.agreement;

import java.time.Instant;
import java.util.Objects;
import org.mushterek.file.KeptFile;
import org.mushterek.file.VirusScan;

/**
 * The writing in which a party without officers here told its answer, as pages and programs are shown it.
 *
 * @param party code of the party whose answer it shows
 * @param name as it is saved, with the ending of its type
 * @param size in bytes
 * @param sha256 of the content, verified whenever it is read
 * @param addedBy the account; of another side's file the code of the side
 */
public record InstrumentDocument(
        String id,
        String party,
        String name,
        String mediaType,
        int size,
        String sha256,
        VirusScan.Verdict scan,
        String addedBy,
        Instant addedAt) {

    public static InstrumentDocument of(KeptFile file) {
        return new InstrumentDocument(
                file.id(),
                Objects.requireNonNull(file.part()),
                file.name(),
                file.type().mediaType(),
                file.size(),
                file.sha256(),
                file.scan(),
                file.addedBy(),
                file.addedAt());
    }
}
