package org.mushterek.reporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.reporting.ReportTables.Change;
import org.mushterek.reporting.ReportTables.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes everything that reports read anew from the events, after what happened before there were any is filled in:
 * {@code --rebuild-reports} at the start of the program. While it runs nobody may work on cases, so no other node is to be up.
 */
@Component
class ReportRebuild implements ApplicationRunner {

    static final String OPTION = "rebuild-reports";

    private static final Logger LOG = LoggerFactory.getLogger(ReportRebuild.class);
    private static final int AT_ONCE = 500;
    /** So many different things are counted in memory before they are written. */
    private static final int MOST_COUNTED = 200_000;

    private final ReportTables tables;
    private final ReportSums sums;
    private final EarlierCases earlier;
    private final ObjectProvider<CaseKeys> keys;
    private final JdbcTemplate reading;
    private final TransactionTemplate whole;
    private final TransactionTemplate part;

    ReportRebuild(
            ReportTables tables,
            ReportSums sums,
            EarlierCases earlier,
            ObjectProvider<CaseKeys> keys,
            JdbcTemplate database,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.sums = sums;
        this.earlier = earlier;
        this.keys = keys;
        this.reading = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        this.reading.setFetchSize(AT_ONCE);
        this.whole = new TransactionTemplate(transactions);
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption(OPTION)) {
            LOG.info("{} cases were filled in of the audit", earlier.fillIn());
            LOG.info("Reports were made anew of {} cases", rebuild());
        }
    }

    /** @return of how many cases, each counted once for each side that knows of it */
    long rebuild() {
        part.executeWithoutResult(any -> tables.clear());
        var chunk = new Chunk();
        // The events come through a cursor, which needs a transaction; what is made of them has transactions of its
        // own.
        whole.executeWithoutResult(any -> {
            reading.query(
                    "select side, number, happened_at, type, detail, data from report_event order by side, number, id",
                    (RowCallbackHandler) row -> chunk.add(tables.event(row)));
            chunk.write();
            chunk.writeNews();
        });
        part.executeWithoutResult(any -> tables.forgetErased());
        sums.addUpAnew();
        return chunk.cases;
    }

    private final class Chunk {

        private final LinkedHashMap<ReportTables.CaseKey, Change> changes = new LinkedHashMap<>();
        private final List<String> withKeys = new ArrayList<>();
        /** The same thing is counted often: it is written once, with how often. */
        private final Map<News, Integer> news = new HashMap<>();

        private ReportTables.@Nullable CaseKey last;
        private long cases;

        void add(CaseEvent event) {
            var key = new ReportTables.CaseKey(event.side(), event.number());
            if (!key.equals(last)) {
                if (changes.size() >= AT_ONCE) {
                    write();
                }
                last = key;
                cases++;
            }
            changes.computeIfAbsent(key, any -> Change.ofNew()).now().add(event);
            if (CaseJournal.WITH_KEYS.equals(event.type()) && !withKeys.contains(event.number())) {
                withKeys.add(event.number());
            }
        }

        void write() {
            part.executeWithoutResult(any -> {
                var counted = tables.saveCases(changes.values().stream()
                                .filter(change -> !change.now().isNew())
                                .toList())
                        .news();
                tables.saveMarks(counted);
                counted.forEach(one -> news.merge(one.withoutCase(), one.times(), Integer::sum));
                for (var number : withKeys) {
                    tables.saveKeys(number, keys.getObject().of(number));
                }
            });
            changes.clear();
            withKeys.clear();
            if (news.size() > MOST_COUNTED) {
                writeNews();
            }
        }

        void writeNews() {
            part.executeWithoutResult(any -> tables.saveNews(news.entrySet().stream()
                    .map(entry -> entry.getKey().times(entry.getValue()))
                    .toList()));
            news.clear();
        }
    }
}
