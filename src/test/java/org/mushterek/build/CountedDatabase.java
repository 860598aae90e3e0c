package org.mushterek.build;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Counts what goes to the database: statements, of which a batch is one however many rows it has, and commits. For
 * programs in which nothing runs but what the test lets run: it counts on all threads.
 */
@TestConfiguration(proxyBeanMethods = false)
public class CountedDatabase {

    /** How often the program spoke to its database. */
    public record Count(int statements, int commits) {

        public Count plus(Count other) {
            return new Count(statements + other.statements, commits + other.commits);
        }
    }

    private static final AtomicInteger STATEMENTS = new AtomicInteger();
    private static final AtomicInteger COMMITS = new AtomicInteger();

    /** What the work costs. */
    public static Count during(Runnable work) {
        var statements = STATEMENTS.get();
        var commits = COMMITS.get();
        work.run();
        return new Count(STATEMENTS.get() - statements, COMMITS.get() - commits);
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source
                        ? ProxyDataSourceBuilder.create(source)
                                .afterQuery((execution, queries) -> STATEMENTS.incrementAndGet())
                                .afterMethod(call -> {
                                    if (call.getMethod().getName().equals("commit")) {
                                        COMMITS.incrementAndGet();
                                    }
                                })
                                .build()
                        : bean;
            }
        };
    }
}
