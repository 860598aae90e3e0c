package org.mushterek.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.migration.Context;
import org.mushterek.common.EarlierRows;
import org.mushterek.common.FinalWrites;
import org.springframework.stereotype.Component;

/**
 * Chains what an earlier release kept, in the order in which it was written, and from then on demands a chain of every
 * entry. It is the one time that the guard of the table is taken away.
 */
@Component
public class ChainedEarlierEntries extends EarlierRows {

    private static final int AT_ONCE = 1000;

    private static final List<String> DEMANDS = List.of(
            "alter table audit_entry alter column chain set not null",
            "alter table audit_entry alter column position set not null",
            "alter table audit_entry alter column salt set not null",
            "alter table audit_entry alter column previous_hash set not null",
            "alter table audit_entry alter column hash set not null",
            "alter table audit_entry add constraint audit_entry_place unique (chain, position)");

    public ChainedEarlierEntries() {
        super("75.1", "chain earlier entries");
    }

    private record Head(String mark, long position, String hash) {}

    @Override
    public void migrate(Context context) throws SQLException {
        var database = context.getConnection();
        var isPostgresql = FinalWrites.isPostgresql(database);
        try (var statement = database.createStatement()) {
            statement.execute(
                    isPostgresql
                            ? "alter table audit_entry disable trigger audit_entry_stays"
                            : "drop trigger if exists audit_entry_stays");
            chain(database, statement);
            statement.execute(
                    isPostgresql
                            ? "alter table audit_entry enable trigger audit_entry_stays"
                            : "create trigger audit_entry_stays before update, delete on audit_entry for each row"
                                    + " call \"org.mushterek.audit.EntryStays\"");
            for (var demand : DEMANDS) {
                statement.execute(demand);
            }
        }
    }

    private static void chain(Connection database, Statement statement) throws SQLException {
        // Emptied, so that a start after one that was cut off begins anew.
        statement.execute("delete from audit_chain");
        var heads = new HashMap<String, Head>();
        try (var link = database.prepareStatement("update audit_entry set chain = ?, position = ?, salt = ?,"
                + " previous_hash = ?, hash = ? where id = ?")) {
            var after = Long.MIN_VALUE;
            for (var last = chainSome(database, link, after, heads); last > after; ) {
                after = last;
                last = chainSome(database, link, after, heads);
            }
        }
        write(database, heads);
    }

    /** @return the id of the last entry that was chained, or {@code after} where none was left */
    private static long chainSome(Connection database, PreparedStatement link, long after, Map<String, Head> heads)
            throws SQLException {
        var last = after;
        try (var read = database.prepareStatement(
                "select id, happened_at, account, on_behalf_of, side, case_number, action, detail, door"
                        + " from audit_entry where id > ? order by id fetch first " + AT_ONCE + " rows only")) {
            read.setLong(1, after);
            try (var row = read.executeQuery()) {
                while (row.next()) {
                    last = row.getLong("id");
                    place(link, last, AuditRows.content(row, ChainHash.random()), heads);
                }
            }
        }
        if (last > after) {
            link.executeBatch();
        }
        return last;
    }

    private static void place(PreparedStatement link, long id, EntryContent content, Map<String, Head> heads)
            throws SQLException {
        var chain = content.chain();
        var head = heads.get(chain);
        if (head == null) {
            var mark = ChainHash.random();
            head = new Head(mark, 0, ChainHash.beginning(chain, mark));
        }
        var position = head.position() + 1;
        var hash = ChainHash.link(chain, position, head.hash(), content.digest());
        link.setString(1, chain);
        link.setLong(2, position);
        link.setString(3, content.salt());
        link.setString(4, head.hash());
        link.setString(5, hash);
        link.setLong(6, id);
        link.addBatch();
        heads.put(chain, new Head(head.mark(), position, hash));
    }

    private static void write(Connection database, Map<String, Head> heads) throws SQLException {
        try (var write = database.prepareStatement("insert into audit_chain (chain, mark, last_position, last_hash,"
                + " uncovered) values (?, ?, ?, ?, true)")) {
            var waiting = 0;
            for (var entry : heads.entrySet()) {
                write.setString(1, entry.getKey());
                write.setString(2, entry.getValue().mark());
                write.setLong(3, entry.getValue().position());
                write.setString(4, entry.getValue().hash());
                write.addBatch();
                waiting++;
                if (waiting == AT_ONCE) {
                    write.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                write.executeBatch();
            }
        }
    }
}
