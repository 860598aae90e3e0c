package org.mushterek.engine;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.Transaction;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Reads the engine's SQL statements once for each JVM and kind of database: reading them is a third of a start, they are
 * files of the engine's own library, and nothing in a program changes them. Each program keeps its own connections.
 */
@AutoConfiguration
class SharedStatements {

    private static final Map<String, Configuration> READ = new ConcurrentHashMap<>();

    @Bean
    ProcessEnginePlugin sharedStatementsPlugin(Environment environment) {
        // Such as "h2" of "jdbc:h2:mem:name".
        var kind = environment.getRequiredProperty("spring.datasource.url").split(":", 3)[1];
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                var read = READ.get(kind);
                if (read != null) {
                    engine.setSqlSessionFactory(new OwnConnections(read, engine));
                }
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                if (engine.getSqlSessionFactory() instanceof OwnConnections) {
                    return;
                }
                var read = engine.getSqlSessionFactory().getConfiguration();
                // Whoever asks it for connections would get those of the program that came first, which is long over.
                read.setEnvironment(null);
                READ.put(kind, read);
                var factory = new OwnConnections(read, engine);
                engine.setSqlSessionFactory(factory);
                engine.getDbSqlSessionFactory().setSqlSessionFactory(factory);
            }
        };
    }

    /** The shared statements over one program's connections, in the two ways in which the engine asks for them. */
    private static final class OwnConnections extends DefaultSqlSessionFactory {

        private final ProcessEngineConfigurationImpl engine;

        OwnConnections(Configuration statements, ProcessEngineConfigurationImpl engine) {
            super(statements);
            this.engine = engine;
        }

        @Override
        public SqlSession openSession() {
            return over(engine.getTransactionFactory().newTransaction(engine.getDataSource(), null, false));
        }

        @Override
        public SqlSession openSession(Connection connection) {
            return over(engine.getTransactionFactory().newTransaction(connection));
        }

        private SqlSession over(Transaction transaction) {
            var statements = getConfiguration();
            return new DefaultSqlSession(
                    statements, statements.newExecutor(transaction, statements.getDefaultExecutorType()), false);
        }
    }
}
