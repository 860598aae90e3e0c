package org.mushterek.common;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes sure, before anything else reads the database, that the keys are here under which it was sealed, and that every sealed
 * column is sealed under the present key of its side: after an update from a release that kept it open, and after a new key.
 */
@Component
class SealedDatabase implements FlywayMigrationStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(SealedDatabase.class);
    private static final int ROWS_AT_ONCE = 200;

    private final SealingKeys keys;
    private final Seals seals;
    private final Sides sides;
    private final List<SealedColumn> columns;
    private final Clock clock;
    private final @Nullable LocalDate renewedOn;

    /** @param renewedOn keys that were made before this day are replaced at the start; empty keeps them */
    SealedDatabase(
            SealingKeys keys,
            Seals seals,
            Sides sides,
            List<SealedColumns> columns,
            Clock clock,
            @Value("${mushterek.keys.seals-renewed-on:}") String renewedOn) {
        this.keys = keys;
        this.seals = seals;
        this.sides = sides;
        this.columns =
                columns.stream().flatMap(kept -> kept.sealedColumns().stream()).toList();
        this.clock = clock;
        this.renewedOn = renewedOn.isBlank() ? null : LocalDate.parse(renewedOn.strip());
    }

    @Override
    public void migrate(Flyway flyway) {
        flyway.migrate();
        seal(flyway.getConfiguration().getDataSource());
    }

    /** @throws IllegalStateException where a key is missing under which this database is sealed */
    void seal(DataSource source) {
        var database = new JdbcTemplate(source);
        var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        var changed = new TreeSet<String>();
        for (var side : sides.all()) {
            begin(database, side.code());
            transactions.executeWithoutResult(transaction -> changed.addAll(seal(database, side.code())));
        }
        if (!changed.isEmpty()) {
            LOG.info("Sealed what {} kept before.", String.join(", ", changed));
            forgetOldPages(source, database, changed);
        }
    }

    /** The row by whose lock only one node seals. */
    private static void begin(JdbcTemplate database, String side) {
        if (database.queryForList("select side from sealing where side = ?", side)
                .isEmpty()) {
            try {
                database.update("insert into sealing (side) values (?)", side);
            } catch (DuplicateKeyException begunByAnotherNode) {
                // The row is there; that is all that was wanted.
            }
        }
    }

    /** @return the tables in which something was sealed */
    private Collection<String> seal(JdbcTemplate database, String side) {
        var recorded =
                database.queryForObject("select key_id from sealing where side = ? for update", String.class, side);
        if (recorded != null) {
            require(side, recorded);
        }
        var current = keys.current(side);
        if (renewedOn != null
                && current.made().isBefore(renewedOn)
                && !renewedOn.isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            current = keys.renew(side);
        }
        var isNew = !current.id().equals(recorded);
        var known = database.queryForList("select name from sealed_column where side = ?", String.class, side);
        var changed = new TreeSet<String>();
        for (var column : columns) {
            var isFirst = !known.contains(column.name());
            if ((isFirst || isNew) && seal(database, column, side, current, isFirst) > 0) {
                changed.add(column.table());
            }
            if (isFirst) {
                database.update("insert into sealed_column (side, name) values (?, ?)", side, column.name());
            }
        }
        if (isNew) {
            database.update(
                    "update sealing set key_id = ?, sealed_at = ? where side = ?",
                    current.id(),
                    clock.instant().atOffset(ZoneOffset.UTC),
                    side);
        }
        return changed;
    }

    private void require(String side, String recorded) {
        if (!keys.exist(side)) {
            throw new IllegalStateException("The data of %s are sealed under the key %s, and %s is missing."
                            .formatted(side, recorded, keys.file(side))
                    + "%nMaybe the folder of keys (mushterek.keys.folder) is set wrongly, or the file was not copied to this"
                            .formatted()
                    + " machine; restore it from a copy. No new key is made, because it would open nothing.");
        }
        if (keys.find(side, recorded).isEmpty()) {
            throw new IllegalStateException("The data of %s are sealed under the key %s, which is not in %s."
                            .formatted(side, recorded, keys.file(side))
                    + "%nMaybe the file is of another installation or an old copy; restore the right one.".formatted());
        }
    }

    /** @return how many values were sealed */
    private int seal(JdbcTemplate database, SealedColumn column, String side, SealingKeys.Key current, boolean first) {
        var isText = column.kind() == SealedColumn.Kind.TEXT;
        var names = String.join(", ", column.key());
        var rows = database.query(
                "select " + column.key().stream().map(name -> "t." + name).collect(Collectors.joining(", "))
                        + " from " + column.table() + " t where t." + column.column() + " is not null and "
                        + column.side() + " = ?" + (isText ? " and t." + column.column() + " not like ?" : "")
                        + " order by " + names,
                (row, n) -> {
                    var key = new Object[column.key().size()];
                    for (var part = 0; part < key.length; part++) {
                        key[part] = row.getObject(part + 1);
                    }
                    return key;
                },
                isText ? new Object[] {side, Seals.header(current) + "%"} : new Object[] {side});
        var found = " where " + column.key().stream().map(name -> name + " = ?").collect(Collectors.joining(" and "));
        var update = "update " + column.table() + " set " + column.column() + " = ?" + found;
        var changes = new ArrayList<Object[]>();
        var count = 0;
        for (var row : rows) {
            var value = database.queryForObject(
                    "select " + column.column() + " from " + column.table() + found,
                    (read, n) -> isText ? (Object) read.getString(1) : read.getBytes(1),
                    row);
            var now = isText
                    ? underPresentKey(column, side, String.valueOf(value), current, first, row)
                    : underPresentKey(
                            column, side, (byte[]) java.util.Objects.requireNonNull(value), current, first, row);
            if (now.isPresent()) {
                var values = new Object[row.length + 1];
                values[0] = now.get();
                System.arraycopy(row, 0, values, 1, row.length);
                changes.add(values);
                count++;
            }
            if (changes.size() == ROWS_AT_ONCE) {
                database.batchUpdate(update, changes);
                changes.clear();
            }
        }
        database.batchUpdate(update, changes);
        return count;
    }

    /** Only the first time may a value be open: later nobody but a stranger can have written it. */
    private Optional<Object> underPresentKey(
            SealedColumn column, String side, String value, SealingKeys.Key current, boolean first, Object... row) {
        var id = Seals.keyId(value);
        if (id.equals(Optional.of(current.id()))) {
            return Optional.empty();
        }
        var open = first && id.isEmpty() ? value : seals.open(column, side, value, row);
        return Optional.of(seals.seal(column, side, open, row));
    }

    private Optional<Object> underPresentKey(
            SealedColumn column, String side, byte[] value, SealingKeys.Key current, boolean first, Object... row) {
        var id = Seals.keyId(value);
        if (id.equals(Optional.of(current.id()))) {
            return Optional.empty();
        }
        var open = first && id.isEmpty() ? value : seals.open(column, side, value, row);
        return Optional.of(seals.seal(column, side, open, row));
    }

    /** The files of a database keep what was overwritten until they are written anew. */
    private static void forgetOldPages(DataSource source, JdbcTemplate database, Collection<String> tables) {
        var url = String.valueOf(database.execute((org.springframework.jdbc.core.ConnectionCallback<String>)
                connection -> connection.getMetaData().getURL()));
        if (url.startsWith("jdbc:h2:mem:")) {
            return;
        }
        if (url.startsWith("jdbc:h2:")) {
            database.execute("shutdown compact");
            openAnew(source);
        } else {
            tables.forEach(table -> database.execute("vacuum full " + table));
        }
    }

    private static void openAnew(DataSource source) {
        try {
            if (source.isWrapperFor(HikariDataSource.class)) {
                source.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            }
        } catch (SQLException notPooled) {
            throw new IllegalStateException(notPooled);
        }
    }
}
