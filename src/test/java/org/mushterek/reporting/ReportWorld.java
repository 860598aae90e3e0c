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
import javax.sql.DataSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.calendar.OfficeHours;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Sides;
import org.mushterek.common.StoredJson;
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
    final Map<String, OfficeHours> hours = new HashMap<>();

    ReportWorld(DataSource source, Instant now) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V70__reporting.sql")).execute(source);
        database = new JdbcTemplate(source);
        var client = JdbcClient.create(database);
        var json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        tables = new ReportTables(client, database, new StoredJson(json));
        var transactions = new JdbcTransactionManager(source);
        sums = new ReportSums(client, database, transactions);
        var keys = new StaticListableBeanFactory(Map.of("keys", new NoKeys())).getBeanProvider(CaseKeys.class);
        rebuild = new ReportRebuild(tables, sums, keys, database, transactions);
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        figures = new ReportedFigures(tables, client, clock);
        cases = new ReportedCases(tables, keys, new AuditTrail(source, clock), client, clock);
        var sides = new Sides();
        var calendars = new YearFileCalendars(sides);
        sides.all()
                .forEach(side -> hours.put(
                        side.code(),
                        new OfficeHours(
                                calendars.of(side.code()), side.zone(), LocalTime.of(9, 0), LocalTime.of(17, 0))));
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
