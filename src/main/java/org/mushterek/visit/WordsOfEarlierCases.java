package org.mushterek.visit;

import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases that an earlier release kept get the words by which they are found, each in a transaction of its own. */
@Component
class WordsOfEarlierCases {

    private final JdbcClient database;
    private final VisitRequests requests;
    private final HostCases cases;
    private final TransactionTemplate transaction;

    WordsOfEarlierCases(
            JdbcClient database, VisitRequests requests, HostCases cases, PlatformTransactionManager transactions) {
        this.database = database;
        this.requests = requests;
        this.cases = cases;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Nothing is left to do after the first start of this release; what is erased has no words. */
    @EventListener(ApplicationReadyEvent.class)
    void keep() {
        for (var number : missing("select number from visit_request where words is null and erased_at is null")) {
            transaction.executeWithoutResult(any -> requests.keepWords(number));
        }
        for (var number : missing("select distinct request_number from visit_transmission where words is null"
                + " and erased_at is null")) {
            transaction.executeWithoutResult(any -> cases.keepWords(number));
        }
    }

    private List<String> missing(String select) {
        return database.sql(select).query(String.class).list();
    }
}
