package org.mushterek.afteraction;

import java.time.Instant;
import org.mushterek.file.FileType;
import org.mushterek.file.VirusScan;

/**
 * A file of an observation, without its content. Who may read the observation may open it.
 *
 * @param owner code of the side whose observation it is
 * @param name as it is saved, with the ending of its type
 * @param sha256 of the content, verified whenever it is read
 * @param addedBy the account, or the code of the side for others
 */
public record ObservationFile(
        String id,
        String observation,
        String owner,
        String name,
        FileType type,
        int size,
        String sha256,
        VirusScan.Verdict scan,
        String addedBy,
        Instant addedAt) {

    /** The same as another side reads it. */
    ObservationFile asReadBy(String reader) {
        return reader.equals(owner)
                ? this
                : new ObservationFile(id, observation, owner, name, type, size, sha256, scan, owner, addedAt);
    }
}
