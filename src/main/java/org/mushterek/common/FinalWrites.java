package org.mushterek.common;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What {@link AtCommit} writes just before a commit without asking what came of it: all tables' rows are sent together, once,
 * after everything else. Only PostgreSQL takes them in one way over the network; H2, which is no way off, takes those of each
 * table. What is written earlier, or later, is written at once.
 */
@Component
public class FinalWrites {

    /** After all else that is done before a commit. */
    static final int LAST = Integer.MAX_VALUE;

    /** A transaction of an officer writes fewer to each table; statements of too many kinds would only fill memories. */
    private static final int MOST_TOGETHER = 200;

    private final JdbcTemplate database;
    private volatile @Nullable Boolean postgresql;

    public FinalWrites(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * Adds rows to a table.
     *
     * @param into the table and its columns, {@code insert into t (a, b)}
     * @param rows the values of each row, one for each column
     */
    public void insert(String into, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            add(into, new Piece(true, new ArrayList<>(rows)));
        }
    }

    /** Changes or deletes rows. */
    public void run(String sql, Object... values) {
        add(sql, new Piece(false, new ArrayList<>(Collections.singletonList(values))));
    }

    /** Sends now what this transaction has gathered at its end, for whoever reads it even then. */
    public void sendNow() {
        var end = End.present();
        var gathered = end == null ? null : end.pieces.remove(this);
        if (gathered != null) {
            send(gathered);
        }
    }

    private void add(String sql, Piece piece) {
        var end = End.present();
        if (end != null && end.gathers) {
            end.pieces.computeIfAbsent(this, any -> new LinkedHashMap<>()).merge(sql, piece, Piece::and);
        } else {
            send(Map.of(sql, piece));
        }
    }

    /** One statement, for each row or for all of them. */
    private record Piece(boolean isInsert, List<Object[]> rows) {

        Piece and(Piece more) {
            rows.addAll(more.rows);
            return this;
        }

        private String places() {
            return "(" + String.join(", ", Collections.nCopies(rows.get(0).length, "?")) + ")";
        }

        String forOneRow(String sql) {
            return isInsert ? sql + " values " + places() : sql;
        }

        String forAllRows(String sql) {
            return isInsert
                    ? sql + " values " + String.join(", ", Collections.nCopies(rows.size(), places()))
                    : String.join("; ", Collections.nCopies(rows.size(), sql));
        }
    }

    private void send(Map<String, Piece> pieces) {
        if (pieces.size() > 1
                && pieces.values().stream().allMatch(piece -> piece.rows().size() <= MOST_TOGETHER)
                && isPostgresql()) {
            var all = pieces.entrySet().stream()
                    .map(piece -> piece.getValue().forAllRows(piece.getKey()))
                    .collect(Collectors.joining("; "));
            var rows = pieces.values().stream()
                    .flatMap(piece -> piece.rows().stream())
                    .toList();
            database.execute(all, (PreparedStatementCallback<Boolean>) statement -> send(statement, rows));
        } else {
            pieces.forEach((sql, piece) -> database.batchUpdate(piece.forOneRow(sql), piece.rows()));
        }
    }

    private static boolean send(PreparedStatement statement, List<Object[]> rows) throws SQLException {
        var at = 1;
        for (var row : rows) {
            for (Object value : row) {
                if (value == null) {
                    statement.setNull(at, Types.NULL);
                } else {
                    statement.setObject(at, value);
                }
                at++;
            }
        }
        return statement.execute();
    }

    /** Which of the two kinds of database it is; asked once. */
    public boolean isPostgresql() {
        var known = postgresql;
        if (known == null) {
            known = Boolean.TRUE.equals(database.execute((ConnectionCallback<Boolean>) FinalWrites::isPostgresql));
            postgresql = known;
        }
        return known;
    }

    /** Which of the two kinds of database it is. */
    public static boolean isPostgresql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** This transaction will write something before it commits. */
    static void expect() {
        if (End.present() == null) {
            new End().bind();
        }
    }

    /** From now on until the end of its work before the commit, the transaction gathers what it writes. */
    static void gather() {
        var end = End.present();
        if (end != null) {
            end.gathers = !end.isOver;
        }
    }

    private static final class End extends TransactionBound {

        private static final Object KEY = new Object();

        private final Map<FinalWrites, Map<String, Piece>> pieces = new LinkedHashMap<>();
        private boolean gathers;
        private boolean isOver;

        End() {
            super(KEY);
        }

        static @Nullable End present() {
            return (End) TransactionSynchronizationManager.getResource(KEY);
        }

        @Override
        public int getOrder() {
            return LAST;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            gathers = false;
            isOver = true;
            pieces.forEach(FinalWrites::send);
        }
    }
}
