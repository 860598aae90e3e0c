package org.mushterek.engine.guard;

import java.lang.reflect.Field;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Refuses expressions in queries that a client sends. The engine checks only the outer query, so that an expression in
 * an {@code orQueries} branch, or in a query that extends a stored filter, runs with the rights of the program
 * (CVE-2026-109432, open in the last community release). Stored filters keep theirs: only the program writes them.
 */
final class QueryExpressionGuard extends CommandInterceptor {

    private static final Field EXTENDING_QUERY = extendingQuery();

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseExpressions(query);
        } else if (command instanceof AbstractExecuteFilterCmd filter
                && extension(filter) instanceof AbstractQuery<?, ?> query) {
            refuseExpressions(query);
        }
        return next.execute(command);
    }

    private static void refuseExpressions(AbstractQuery<?, ?> query) {
        var found = !query.getExpressions().isEmpty();
        if (query instanceof TaskQueryImpl tasks) {
            for (var branch : tasks.getQueries()) {
                found |= !branch.getExpressions().isEmpty();
            }
        }
        if (found) {
            throw new BadUserRequestException("Expressions are not accepted in queries");
        }
    }

    private static @Nullable Object extension(AbstractExecuteFilterCmd command) {
        try {
            return EXTENDING_QUERY.get(command);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Field extendingQuery() {
        try {
            var field = AbstractExecuteFilterCmd.class.getDeclaredField("extendingQuery");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException anotherEngine) {
            throw new IllegalStateException(
                    "This engine's filters are built otherwise; the guard must be adapted", anotherEngine);
        }
    }
}
