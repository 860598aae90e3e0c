package org.mushterek.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is kept on a {@link FileShelf}, without its content.
 *
 * @param about number of the case, or of whatever else it belongs to
 * @param part what of that it shows, where the shelf tells parts apart; else null
 * @param owner code of the side whose file it is
 * @param name as it is saved, with the ending of its type
 * @param size in bytes
 * @param sha256 of the content, verified whenever it is read
 * @param addedBy account of the owner; for a reader of another side that side's code
 */
public record KeptFile(
        String id,
        String about,
        @Nullable String part,
        String owner,
        String name,
        FileType type,
        int size,
        String sha256,
        VirusScan.Verdict scan,
        String addedBy,
        Instant addedAt) {

    /** The same as a side reads it: no other learns an account. */
    public KeptFile asReadBy(String side) {
        return side.equals(owner)
                ? this
                : new KeptFile(id, about, part, owner, name, type, size, sha256, scan, owner, addedAt);
    }
}
