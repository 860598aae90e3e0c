package org.mushterek.build;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final ConcurrentHashMap<String, Integer> TEXTS = new ConcurrentHashMap<>();

    /** What the work costs. */
    public static Count during(Runnable work) {
        var statements = STATEMENTS.get();
        var commits = COMMITS.get();
        work.run();
        return new Count(STATEMENTS.get() - statements, COMMITS.get() - commits);
    }

    /** What the work says to the database, each statement with the number of times, the most frequent first. */
    public static List<Map.Entry<String, Integer>> statementsDuring(Runnable work) {
        TEXTS.clear();
        work.run();
        return TEXTS.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .toList();
    }

    /** The same database, whose statements and commits are counted. */
    public static DataSource counted(DataSource source) {
        return ProxyDataSourceBuilder.create(source)
                .afterQuery((execution, queries) -> {
                    STATEMENTS.incrementAndGet();
                    queries.stream().limit(1).forEach(query -> TEXTS.merge(query.getQuery(), 1, Integer::sum));
                })
                .afterMethod(call -> {
                    if (call.getMethod().getName().equals("commit")) {
                        COMMITS.incrementAndGet();
                    }
                })
                .build();
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? counted(source) : bean;
            }
        };
    }
}
