package org.mushterek.visit;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in a host state by what stands of the entries of a permit: whoever has arrived and not departed. */
@Component
class PresentPersons {

    private final JdbcClient database;

    PresentPersons(JdbcClient database) {
        this.database = database;
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

    int count(String number) {
        return database.sql("select count(*) from visit_present_person where request_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
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
     * @param today the first day after whose eve a visit is over
     */
    List<Movements.Overdue> overdue(String side, LocalDate today, int most) {
        return database.sql("select p.request_number, p.number, p.sending_state, p.host_state, p.valid_to,"
                        + " count(*) as persons from visit_present_person i"
                        + " join visit_permit p on p.request_number = i.request_number"
                        + " where (p.host_state = :side or p.sending_state = :side)"
                        + " and (p.closed_at is not null or p.valid_to < :today)"
                        + " group by p.request_number, p.number, p.sending_state, p.host_state, p.valid_to"
                        + " order by p.valid_to, p.request_number fetch first :most rows only")
                .param("side", side)
                .param("today", today)
                .param("most", most)
                .query((row, n) -> new Movements.Overdue(
                        row.getString("request_number"),
                        row.getString("number"),
                        row.getString("sending_state"),
                        row.getString("host_state"),
                        row.getObject("valid_to", LocalDate.class),
                        row.getInt("persons")))
                .list();
    }
}
