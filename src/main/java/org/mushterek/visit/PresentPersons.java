package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.mushterek.common.Sides;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in a host state by what stands of the entries of a permit: whoever has arrived and not departed. */
@Component
class PresentPersons {

    /** That the return of a recalled person is outstanding, and the host still has time to see to it. */
    private static final String AWAITED = "exists (select 1 from visit_recalled_person r"
            + " where r.request_number = i.request_number and r.line = i.line and r.ending is null"
            + " and not exists (select 1 from visit_deadline d where d.request_number = r.request_number"
            + " and d.step = 'RETURN_OF_RECALLED' and d.due_at <= :now))";

    private static final String AT_GATE = " from visit_permit p"
            + " left join (select request_number, count(*) as persons from visit_present_person"
            + " group by request_number) i on i.request_number = p.request_number"
            + " where p.host_state = ? and (i.persons > 0 or p.state = 'SUSPENDED')";

    private final JdbcClient database;
    private final Sides sides;
    private final Clock clock;

    PresentPersons(JdbcClient database, Sides sides, Clock clock) {
        this.database = database;
        this.sides = sides;
        this.clock = clock;
    }

    /** @param line of a person who was there if this says no, and was not if it says yes */
    void keep(String number, int line, boolean isThere) {
        database.sql(
                        isThere
                                ? "insert into visit_present_person (request_number, line) values (?, ?)"
                                : "delete from visit_present_person where request_number = ? and line = ?")
                .params(number, line)
                .update();
    }

    /** How many are there whose return nobody is seeing to in time. */
    int countUnseen(String number) {
        return database.sql("select count(*) from visit_present_person i where i.request_number = :number and not "
                        + AWAITED)
                .param("number", number)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Whether somebody is there whose return was asked for and never recorded. */
    boolean holdsRecalled(String number) {
        return database.sql("select count(*) from visit_present_person i join visit_recalled_person r"
                                + " on r.request_number = i.request_number and r.line = i.line"
                                + " where i.request_number = ? and r.ending is null")
                        .param(number)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    int count(String number) {
        return database.sql("select count(*) from visit_present_person where request_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    /** Of each line that is there, whether the return of a recalled person is being seen to, and the term for it still runs. */
    Map<Integer, Boolean> lines(String number) {
        var there = new HashMap<Integer, Boolean>();
        database.sql("select i.line, " + AWAITED
                        + " as awaited from visit_present_person i where i.request_number = :number")
                .param("number", number)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    there.put(row.getInt("line"), row.getBoolean("awaited"));
                });
        return there;
    }

    /** Visits at a host of whose permits somebody is there or which are suspended, by their last days. */
    Movements.GateVisits atGate(String host, int offset, int limit) {
        var items = database.sql(
                        "select p.request_number, p.number, p.sending_state, p.state, p.valid_from, p.valid_to,"
                                + " coalesce(i.persons, 0) as persons" + AT_GATE
                                + " order by p.valid_to, p.request_number offset ? rows fetch first ? rows only")
                .params(host, offset, limit)
                .query((row, n) -> new Movements.GateVisit(
                        row.getString("request_number"),
                        row.getString("number"),
                        row.getString("sending_state"),
                        Permit.State.valueOf(row.getString("state")),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getInt("persons")))
                .list();
        var total = database.sql("select count(*)" + AT_GATE)
                .param(host)
                .query(Long.class)
                .single();
        return new Movements.GateVisits(items, total);
    }

    /** Nobody of the case is looked for any more. */
    void forget(String number) {
        database.sql("delete from visit_present_person where request_number = ?")
                .param(number)
                .update();
    }

    /**
     * Visits that are over and have persons there still, the longest first.
     *
     * @param side host or sender
     */
    Movements.OverdueVisits overdue(String side, int most) {
        var now = clock.instant();
        var over = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        // Which day it is, each host says by its own clock, whoever reads.
        sides.all().forEach(host -> {
            var at = over.size();
            over.add("(p.host_state = :host" + at + " and p.valid_to < :today" + at + ")");
            values.put("host" + at, host.code());
            values.put("today" + at, LocalDate.ofInstant(now, host.zone()));
        });
        var total = new long[1];
        var items = database.sql("select p.request_number, p.number, p.sending_state, p.host_state, p.valid_to,"
                        + " p.closed_at, count(*) as persons, count(*) over () as total from visit_present_person i"
                        + " join visit_permit p on p.request_number = i.request_number"
                        + " where (p.host_state = :side or p.sending_state = :side)"
                        + " and (p.closed_at is not null and not " + AWAITED + " or " + String.join(" or ", over) + ")"
                        + " group by p.request_number, p.number, p.sending_state, p.host_state, p.valid_to, p.closed_at"
                        + " order by least(cast(p.valid_to as timestamp with time zone),"
                        + " coalesce(p.closed_at, cast(p.valid_to as timestamp with time zone))), p.request_number"
                        + " fetch first :most rows only")
                .param("side", side)
                .param("most", most)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .params(values)
                .query((row, n) -> {
                    total[0] = row.getLong("total");
                    var host = row.getString("host_state");
                    var closedAt = row.getObject("closed_at", OffsetDateTime.class);
                    return new Movements.Overdue(
                            row.getString("request_number"),
                            row.getString("number"),
                            row.getString("sending_state"),
                            host,
                            lastDay(
                                    host,
                                    row.getObject("valid_to", LocalDate.class),
                                    closedAt == null ? now : closedAt.toInstant()),
                            row.getInt("persons"));
                })
                .list();
        return new Movements.OverdueVisits(
                items.stream()
                        .sorted(Comparator.comparing(Movements.Overdue::lastDay))
                        .toList(),
                total[0]);
    }

    /** The last day of the permit, or the earlier one at the host on which it was closed. */
    private LocalDate lastDay(String host, LocalDate validTo, Instant closedAt) {
        var closedOn = LocalDate.ofInstant(closedAt, sides.get(host).zone());
        return closedOn.isBefore(validTo) ? closedOn : validTo;
    }
}
