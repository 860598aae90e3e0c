package org.mushterek.reporting;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.calendar.OfficeHours;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Sides;
import org.mushterek.common.StoredJson;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The tables of reports and what reads them, on a database of their own, without the rest of the program. */
final class ReportWorld {

    final JdbcTemplate database;
    final ReportTables tables;
    final ReportSums sums;
    final ReportRebuild rebuild;
    final ReportedFigures figures;
    final ReportedCases cases;
    final StoredJson stored;
    private final ObjectProvider<CaseKeys> keys;
    private final AuditTrail audit;
    private final Clock clock;
    final Map<String, OfficeHours> hours = new HashMap<>();

    ReportWorld(DataSource source, Instant now) {
        database = new JdbcTemplate(source);
        if (!isMade()) {
            Stream.of(
                            "V70__reporting",
                            "V73__report_sums",
                            "V74__long_visits",
                            "V88__cases_behind_figures",
                            "V90__writings_of_reported_cases",
                            "V92__backdated_cases")
                    .map(migration -> new ClassPathResource("db/migration/" + migration + ".sql"))
                    .forEach(migration -> new ResourceDatabasePopulator(migration).execute(source));
        }
        var client = JdbcClient.create(database);
        var json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        stored = new StoredJson(json);
        tables = new ReportTables(client, database, new FinalWrites(database), stored);
        var transactions = new JdbcTransactionManager(source);
        sums = new ReportSums(client, database, transactions);
        keys = new StaticListableBeanFactory(Map.of("keys", new NoKeys())).getBeanProvider(CaseKeys.class);
        var noFacts = new StaticListableBeanFactory().getBeanProvider(CaseFacts.class);
        var earlier = new EarlierCases(tables, noFacts, new Sides(), database, transactions);
        rebuild = new ReportRebuild(tables, sums, earlier, keys, database, transactions);
        audit = new AuditTrail(source, Clock.fixed(now, ZoneOffset.UTC));
        clock = Clock.fixed(now, ZoneOffset.UTC);
        figures = new ReportedFigures(tables, client, clock);
        cases = new ReportedCases(tables, keys, audit, client, clock);
        var sides = new Sides();
        var calendars = new YearFileCalendars(sides);
        sides.all()
                .forEach(side -> hours.put(
                        side.code(),
                        new OfficeHours(
                                calendars.of(side.code()), side.zone(), LocalTime.of(9, 0), LocalTime.of(17, 0))));
    }

    /** The cases, telling of each that is read. */
    ReportedCases casesWith(Consumer<CaseFold> reader) {
        var client = JdbcClient.create(database);
        var telling = new ReportTables(client, database, new FinalWrites(database), stored) {
            @Override
            CaseFold fold(String kept) {
                var fold = super.fold(kept);
                reader.accept(fold);
                return fold;
            }
        };
        return new ReportedCases(telling, keys, audit, client, clock);
    }

    private boolean isMade() {
        return database.queryForObject(
                        "select count(*) from information_schema.tables where lower(table_name) = 'report_event'",
                        Integer.class)
                > 0;
    }

    boolean isEmpty() {
        return database.queryForList("select id from report_event fetch first 1 rows only")
                .isEmpty();
    }

    void keep(List<CaseEvent> events) {
        tables.insert(events);
    }

    private static final class NoKeys implements CaseKeys {

        @Override
        public Map<String, Keys> of(String number) {
            return Map.of();
        }

        @Override
        public String person(String side, String typed) {
            return typed;
        }

        @Override
        public String unit(String side, String typed) {
            return typed;
        }
    }
}
