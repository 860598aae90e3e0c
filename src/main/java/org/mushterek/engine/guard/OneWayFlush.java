package org.mushterek.engine.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends what the engine writes at the end of a command to PostgreSQL together, in one way over the network, where it goes one way
 * for each table by itself. Order, counted rows and what follows from a failure are the engine's: its next step asks the same of
 * what came back; it hands over fifty operations at most at once. H2, which is no way off, takes no statements together and is left to the engine.
 */
@Component
class OneWayFlush extends AbstractProcessEnginePlugin {

    /** As PostgreSQL's own translations of its messages quote a name. */
    private static final Pattern QUOTED = Pattern.compile("[\"«»“”„]\\h*([\\w.]+)\\h*[\"«»“”]");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\W+");

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        if (DbSqlSessionFactory.POSTGRES.equals(configuration.getDatabaseType())) {
            configuration
                    .getSessionFactories()
                    .put(DbSqlSession.class, new Sessions(configuration.getDbSqlSessionFactory()));
        }
    }

    /** The names in quotation marks in the first line of what the database says. */
    static List<String> names(String message) {
        return message.lines()
                .limit(1)
                .flatMap(line -> QUOTED.matcher(line).results())
                .map(name -> name.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private record Sessions(DbSqlSessionFactory factory) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return DbSqlSession.class;
        }

        @Override
        public Session openSession() {
            return new OneWay(factory);
        }
    }

    /** One statement with what its parameters are taken from. */
    private record Piece(MappedStatement statement, Object parameter, BoundSql bound) {

        boolean isSomething() {
            return !bound.getSql().isBlank();
        }

        /** Whether it deletes, or writes, rows of a table. */
        boolean tells(String table, boolean deletes) {
            return deletes == (statement.getSqlCommandType() == SqlCommandType.DELETE)
                    && Arrays.asList(BETWEEN_WORDS.split(bound.getSql().toLowerCase(Locale.ROOT)))
                            .contains(table);
        }

        int places() {
            return bound.getParameterMappings().size();
        }
    }

    private static final class OneWay extends BatchDbSqlSession {

        private @Nullable List<Piece> gathered;

        OneWay(DbSqlSessionFactory factory) {
            super(factory);
        }

        @Override
        public FlushResult executeDbOperations(List<DbOperation> operations) {
            if (operations.size() < 2) {
                return super.executeDbOperations(operations);
            }
            var pieces = gather(operations);
            if (pieces.size() != operations.size() || !pieces.stream().allMatch(Piece::isSomething)) {
                return super.executeDbOperations(operations);
            }
            var failed = new ArrayList<DbOperation>();
            try {
                var rows = send(pieces);
                for (var at = 0; at < rows.length; at++) {
                    var operation = operations.get(at);
                    postProcessOperationPerformed(operation, rows[at], null);
                    if (operation.isFailed()) {
                        failed.add(operation);
                    }
                }
            } catch (SQLException cause) {
                var operation = failed(operations, pieces, cause);
                postProcessOperationPerformed(operation, 0, new PersistenceException(cause));
                failed.add(operation);
            }
            return FlushResult.withFailures(failed);
        }

        private List<Piece> gather(List<DbOperation> operations) {
            // What is staged by itself, and not sent yet, comes first.
            flushBatchOperations();
            var pieces = new ArrayList<Piece>();
            gathered = pieces;
            try {
                operations.forEach(this::executeDbOperation);
            } finally {
                gathered = null;
            }
            return pieces;
        }

        private int[] send(List<Piece> pieces) throws SQLException {
            var all = pieces.stream().map(piece -> piece.bound().getSql()).collect(Collectors.joining(";"));
            var rows = new int[pieces.size()];
            try (var statement = sqlSession.getConnection().prepareStatement(all)) {
                var first = 0;
                for (var piece : pieces) {
                    sqlSession
                            .getConfiguration()
                            .newParameterHandler(piece.statement(), piece.parameter(), piece.bound())
                            .setParameters(shifted(statement, first));
                    first += piece.places();
                }
                statement.execute();
                for (var at = 0; at < rows.length; at++) {
                    rows[at] = statement.getUpdateCount();
                    statement.getMoreResults();
                }
            } finally {
                // What was read before may have been changed by what was sent.
                sqlSession.clearCache();
            }
            return rows;
        }

        /** The same statement, whose first place is the one after so many. */
        private static PreparedStatement shifted(PreparedStatement statement, int places) {
            return (PreparedStatement) Proxy.newProxyInstance(
                    OneWay.class.getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    (proxy, method, values) -> {
                        if (values != null && values.length > 1 && values[0] instanceof Integer place) {
                            values[0] = place + places;
                        }
                        try {
                            return method.invoke(statement, values);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }

        /**
         * What failed, by the names in quotation marks that the first line tells of a broken foreign key, in this order in every
         * language: a row that points to one that was deleted meanwhile (table, key), or a deleted row to which others point
         * (table, key, other table). The engine tells the two apart. Of anything else it asks only what the database said.
         */
        private static DbOperation failed(List<DbOperation> operations, List<Piece> pieces, SQLException cause) {
            var names = names(String.valueOf(cause.getMessage()));
            var isDeleted = names.size() == 3;
            return IntStream.range(0, names.size() < 2 ? 0 : operations.size())
                    .filter(at -> pieces.get(at).tells(names.get(0), isDeleted))
                    .mapToObj(operations::get)
                    .findFirst()
                    .orElse(operations.get(0));
        }

        @Override
        protected void executeInsertEntity(String statement, Object entity) {
            if (!isGathered(statement, entity)) {
                super.executeInsertEntity(statement, entity);
            }
        }

        @Override
        protected int executeDelete(String statement, Object parameter) {
            return isGathered(dbSqlSessionFactory.mapStatement(statement), parameter)
                    ? 1
                    : super.executeDelete(statement, parameter);
        }

        @Override
        public int executeUpdate(String statement, Object parameter) {
            return isGathered(dbSqlSessionFactory.mapStatement(statement), parameter)
                    ? 1
                    : super.executeUpdate(statement, parameter);
        }

        /** Adds it to what is gathered, if anything is now. */
        private boolean isGathered(String id, Object parameter) {
            var pieces = gathered;
            if (pieces == null) {
                return false;
            }
            var statement = sqlSession.getConfiguration().getMappedStatement(id);
            pieces.add(new Piece(statement, parameter, statement.getBoundSql(parameter)));
            return true;
        }
    }
}
