package org.mushterek.file;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.mushterek.common.BrokenSeal;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.Seals;
import org.mushterek.common.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The content of files, sealed in pieces that every database takes; each kind of case has a table of its own for them. */
@Repository
public class FilePieces {

    private static final int PIECE = 512 * 1024;

    private final JdbcClient database;
    private final Seals seals;

    FilePieces(JdbcClient database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    /** @param column the content of a table with {@code attachment_id} and {@code piece}, sealed under the key of {@code side} */
    public void write(SealedColumn column, String side, String file, byte[] content) {
        for (int from = 0, piece = 0; from < content.length; from += PIECE, piece++) {
            database.sql("insert into " + column.table() + " (attachment_id, piece, content) values (?, ?, ?)")
                    .params(
                            file,
                            piece,
                            seals.seal(
                                    column,
                                    side,
                                    Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE)),
                                    file,
                                    piece))
                    .update();
        }
    }

    /**
     * The content as it was kept.
     *
     * @param sha256 of what was kept, in hexadecimal digits
     * @return empty where it is another one now, in whole or in a piece
     */
    public Optional<byte[]> read(SealedColumn column, String side, String file, String sha256) {
        try {
            return Optional.of(read(column, side, file))
                    .filter(content -> Sha256.of(content).equals(sha256));
        } catch (BrokenSeal changed) {
            return Optional.empty();
        }
    }

    private byte[] read(SealedColumn column, String side, String file) {
        var whole = new ByteArrayOutputStream();
        database.sql("select piece, content from " + column.table() + " where attachment_id = ? order by piece")
                .param(file)
                .query((row, n) -> seals.open(column, side, row.getBytes(2), file, row.getInt(1)))
                .list()
                .forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    public void remove(SealedColumn column, String file) {
        database.sql("delete from " + column.table() + " where attachment_id = ?")
                .param(file)
                .update();
    }
}
