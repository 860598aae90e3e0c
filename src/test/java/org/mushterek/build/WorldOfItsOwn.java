package org.mushterek.build;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Ends a class's program, its database in memory and the engine's time when its tests are over. The classes run in one JVM after the other,
 * which saves each the time that a JVM takes to load the program; but the web applications find their engine by a name
 * that a JVM knows once, so that two programs in it would answer for each other.
 */
public final class WorldOfItsOwn extends AbstractTestExecutionListener {

    private static final String IN_MEMORY = "jdbc:h2:mem:";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void afterTestClass(TestContext test) throws SQLException {
        // Nested classes share the program of the class around them.
        if (test.getTestClass().getEnclosingClass() != null) {
            return;
        }
        ClockUtil.reset();
        if (!test.hasApplicationContext()) {
            return;
        }
        try {
            ActsInWords.demand(test.getApplicationContext());
        } finally {
            end(test);
        }
    }

    private static void end(TestContext test) throws SQLException {
        var database = test.getApplicationContext().getEnvironment().getProperty("spring.datasource.url", "");
        test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
        TestDatabase.forget();
        if (database.startsWith(IN_MEMORY)) {
            try (var connection = DriverManager.getConnection(database, "sa", "");
                    var statement = connection.createStatement()) {
                statement.execute("shutdown");
            }
        }
    }
}
