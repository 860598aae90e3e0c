package org.mushterek.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditEntry;
import org.mushterek.common.Sides;
import org.mushterek.reporting.CaseEvent.Data;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills in what happened to cases before reports heard of it, of the audit: what happened, when and how it ended. Of whom a
 * case is and about which days is what is kept of it now. What was never written down stays unknown: steps, working times,
 * due dates, and the rules and reasons of each answer.
 */
@Component
class EarlierCases {

    private static final int AT_ONCE = 500;

    /** What the audit tells of cases before their first event; the first event itself was audited no earlier. */
    private static final String UNHEARD = "select a.happened_at, a.account, a.side, a.case_number, a.action, a.detail"
            + " from audit_entry a where a.case_number is not null and not exists (select 1 from report_event e"
            + " where e.number = a.case_number and e.happened_at <= a.happened_at) order by a.case_number, a.id";

    private final ReportTables tables;
    private final ObjectProvider<CaseFacts> facts;
    private final Sides sides;
    private final JdbcTemplate reading;
    private final TransactionTemplate whole;
    private final TransactionTemplate part;

    EarlierCases(
            ReportTables tables,
            ObjectProvider<CaseFacts> facts,
            Sides sides,
            JdbcTemplate database,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.facts = facts;
        this.sides = sides;
        this.reading = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        this.reading.setFetchSize(AT_ONCE);
        this.whole = new TransactionTemplate(transactions);
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @return how many cases were filled in, each counted once for each side that knows of it */
    long fillIn() {
        var chunk = new Chunk();
        // The entries come through a cursor, which needs a transaction.
        whole.executeWithoutResult(any -> {
            reading.query(UNHEARD, (RowCallbackHandler) row -> chunk.add(entry(row)));
            chunk.write();
        });
        return chunk.filledIn;
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("side"),
                row.getString("case_number"),
                row.getString("action"),
                row.getString("detail"));
    }

    private final class Chunk {

        private final Map<ReportTables.CaseKey, List<CaseEvent>> cases = new LinkedHashMap<>();
        private @Nullable String last;
        private long filledIn;

        void add(AuditEntry entry) {
            var number = Objects.requireNonNull(entry.caseNumber());
            if (!number.equals(last) && cases.size() >= AT_ONCE) {
                write();
            }
            last = number;
            for (var side : CaseJournal.hearersOf(entry, number, sides)) {
                var events = cases.computeIfAbsent(new ReportTables.CaseKey(side, number), any -> new ArrayList<>());
                if (events.isEmpty()) {
                    events.add(event(entry, side, number, CaseFold.FILLED_IN, null, null));
                }
                // What is only told may come before a case is one.
                var isFirst = !CaseFold.isOnlyTold(entry.action())
                        && events.stream().allMatch(earlier -> CaseFold.isOnlyTold(earlier.type()));
                events.add(event(
                        entry,
                        side,
                        number,
                        entry.action(),
                        entry.detail(),
                        isFirst ? present(entry.action(), number, side) : null));
            }
        }

        private CaseEvent event(
                AuditEntry entry,
                String side,
                String number,
                String type,
                @Nullable String detail,
                CaseFacts.@Nullable Facts known) {
            var at = CaseJournal.kept(entry.happenedAt());
            var day = LocalDate.ofInstant(at, sides.get(side).zone());
            return new CaseEvent(side, number, at, type, detail, new Data(day, known, null, null));
        }

        void write() {
            cases.values().removeIf(events -> events.stream().allMatch(event -> CaseFold.isOnlyTold(event.type())));
            filledIn += cases.size();
            part.executeWithoutResult(any -> tables.insertBefore(
                    cases.values().stream().flatMap(List::stream).toList()));
            cases.clear();
        }
    }

    /** Whose the case is and about which days, as it is kept now; due dates, reasons and rules were those of their time. */
    private CaseFacts.@Nullable Facts present(String action, String number, String side) {
        return facts.stream()
                .filter(source -> source.knows(number))
                .findFirst()
                .flatMap(source -> source.after(action, number, side))
                .map(CaseFacts.Facts::lasting)
                .orElse(null);
    }
}
