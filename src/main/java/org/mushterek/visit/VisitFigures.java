package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What both sides know of the visits of an exercise: numbers and days, no person and no remark. */
@Repository
public class VisitFigures {

    /**
     * A visit of an exercise.
     *
     * @param persons on the roll that was handed over last
     * @param receiptDay the working day on which the delivery counted at the host
     * @param leadDays calendar days from there to the first day of the visit
     * @param outcome how the host has answered; null while it has not
     * @param returns how often the host gave the request back
     * @param arrived how many persons arrived at the host by its records; null in reports that are older than these
     * @param stillThere how many of them it has not recorded as departed; null as before
     */
    public record Figure(
            String number,
            String sendingState,
            String hostState,
            int persons,
            LocalDate receiptDay,
            LocalDate firstDay,
            LocalDate lastDay,
            long leadDays,
            @Nullable Outcome outcome,
            int returns,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer arrived,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer stillThere) {}

    private final JdbcClient database;

    VisitFigures(JdbcClient database) {
        this.database = database;
    }

    /**
     * The visits of an exercise that were transmitted to their host, by number. A visit that was amended is told once, as it was
     * amended last; an amendment that came to nothing is none.
     */
    public List<Figure> ofExercise(String code) {
        return database.sql(
                        "select t.request_number, t.sending_state, t.host_state, t.persons, t.receipt_day, t.first_day,"
                                + " t.last_day, t.state, d.outcome, (select count(*) from visit_decision r where"
                                + " r.request_number = t.request_number and r.outcome = 'RETURNED') as times_returned,"
                                + " (select count(distinct m.line) from visit_movement m where m.struck_at is null"
                                + " and m.request_number = t.request_number) as arrived,"
                                + " (select coalesce(sum(case m.kind when 'ARRIVED' then 1 else -1 end), 0)"
                                + " from visit_movement m where m.struck_at is null"
                                + " and m.request_number = t.request_number) as still_there"
                                + " from visit_transmission t left join visit_decision d"
                                + " on d.request_number = t.request_number and d.revision = t.revision"
                                + " where t.exercise_code = ? and t.revision = (select max(l.revision) from visit_transmission l"
                                + " where l.request_number = t.request_number) and not exists (select 1 from visit_permit p"
                                + " where p.request_number = t.request_number and p.state = 'AMENDED')"
                                + " and (t.state = 'ANSWERED' and d.outcome in ('APPROVED', 'APPROVED_WITH_LIMITS')"
                                + " or not exists (select 1 from visit_amendment a"
                                + " where a.request_number = t.request_number)) order by t.request_number")
                .param(code)
                .query((row, n) -> {
                    var received = row.getObject("receipt_day", LocalDate.class);
                    var first = row.getObject("first_day", LocalDate.class);
                    return new Figure(
                            row.getString("request_number"),
                            row.getString("sending_state"),
                            row.getString("host_state"),
                            row.getInt("persons"),
                            received,
                            first,
                            row.getObject("last_day", LocalDate.class),
                            ChronoUnit.DAYS.between(received, first),
                            outcome(HostState.valueOf(row.getString("state")), row.getString("outcome")),
                            row.getInt("times_returned"),
                            row.getInt("arrived"),
                            row.getInt("still_there"));
                })
                .list();
    }

    /** What is decided but not yet answered is the host's own matter. */
    private static @Nullable Outcome outcome(HostState state, @Nullable String decided) {
        return switch (state) {
            case ANSWERED -> decided == null ? null : Outcome.valueOf(decided);
            case WITHDRAWN -> Outcome.WITHDRAWN;
            case LAPSED_UNANSWERED -> Outcome.LAPSED_UNANSWERED;
            case RECEIVED, AT_DESKS, DECISION, QUESTION -> null;
        };
    }
}
