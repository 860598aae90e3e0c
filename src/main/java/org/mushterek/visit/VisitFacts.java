package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Seals;
import org.mushterek.reporting.CaseFacts;
import org.mushterek.reporting.CaseKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reports keep of a visit: each side is told what it may know, and by whom a case is found only as digests. */
@Component
class VisitFacts implements CaseFacts, CaseKeys {

    private static final Set<String> CHANGE_THE_CASE = Set.of(
            "visit.opened",
            "visit.submitted",
            "visit.transmitted",
            "visit.received",
            "visit.questionReceived",
            "visit.answerReceived",
            "visit.answered");

    private static final String OF_CASE = """
            select r.sending_state, r.host_state, coalesce(t.exercise_code, r.exercise_code) as exercise_code,
                   coalesce(t.first_day, r.first_day) as first_day, coalesce(t.last_day, r.last_day) as last_day,
                   (select count(*) from visit_person p where p.request_number = r.number) as persons,
                   d.outcome, d.reason_code,
                   (select max(k.due_at) from visit_deadline k where k.request_number = t.request_number
                    and k.revision = t.revision and k.side = r.host_state
                    and k.step in ('DESK_REVIEW', 'HOST_DECISION')) as answer_due
            from visit_request r
            left join visit_transmission t on t.request_number = r.number
                and t.revision = (select max(l.revision) from visit_transmission l where l.request_number = r.number)
            left join visit_decision d on d.request_number = t.request_number and d.revision = t.revision
            where r.number = ?""";

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final JdbcClient database;
    private final FinalWrites finalWrites;
    private final HostCases cases;
    private final Seals seals;

    VisitFacts(JdbcClient database, FinalWrites finalWrites, HostCases cases, Seals seals) {
        this.database = database;
        this.finalWrites = finalWrites;
        this.cases = cases;
        this.seals = seals;
    }

    @Override
    public boolean knows(String number) {
        return number.startsWith("VIS-");
    }

    @Override
    public Optional<Facts> after(String action, String number, String side) {
        if (action.equals("visit.unlawful")) {
            return Optional.of(new Facts(
                    null, null, null, null, null, null, null, null, List.of(), breached(number, side), List.of()));
        }
        if (!CHANGE_THE_CASE.contains(action) && !action.startsWith("task.")) {
            return Optional.empty();
        }
        var answered = action.equals("visit.answered");
        return database.sql(OF_CASE)
                .param(number)
                .query((row, n) -> facts(row, answered))
                .optional();
    }

    private static Facts facts(ResultSet row, boolean answered) throws SQLException {
        var reason = row.getString("reason_code");
        var due = row.getObject("answer_due", OffsetDateTime.class);
        return new Facts(
                row.getString("sending_state"),
                row.getString("host_state"),
                row.getString("exercise_code"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getInt("persons"),
                due == null ? null : due.toInstant(),
                // Before the answer the decision is the host's own.
                answered ? row.getString("outcome") : null,
                answered && reason != null ? List.of(reason) : List.of(),
                List.of(),
                List.of());
    }

    /** The rules that the last judgement of the case found broken. */
    private List<String> breached(String number, String side) {
        finalWrites.sendNow();
        return database.sql("select distinct rule_id from visit_verdict v where request_number = ? and side = ?"
                        + " and result = 'BREACHED' and judged_at = (select max(l.judged_at) from visit_verdict l"
                        + " where l.request_number = ? and l.side = ?) order by rule_id")
                .params(number, side, number, side)
                .query(String.class)
                .list();
    }

    @Override
    public Map<String, Keys> of(String number) {
        return cases.findLatest(number)
                .map(HostCase::document)
                .map(document -> Stream.of(document.sendingState(), document.hostState())
                        .collect(Collectors.toMap(side -> side, side -> keys(document, side))))
                .orElse(Map.of());
    }

    private Keys keys(VisitDocument document, String side) {
        var persons = new ArrayList<String>();
        for (var visitor : document.visitors()) {
            Stream.of(
                            visitor.surname(),
                            visitor.surname() + " " + visitor.forenames(),
                            visitor.forenames() + " " + visitor.surname(),
                            visitor.documentNumber(),
                            visitor.personalNumber())
                    .filter(text -> text != null && !text.isBlank())
                    .forEach(text -> persons.add(person(side, text)));
        }
        var entity = document.particulars().requestingEntity();
        var unit = entity == null ? null : entity.name();
        return new Keys(persons, unit == null || unit.isBlank() ? List.of() : List.of(unit(side, unit)));
    }

    @Override
    public String person(String side, String typed) {
        return seals.digest(side, "report.person", folded(typed));
    }

    @Override
    public String unit(String side, String typed) {
        return seals.digest(side, "report.unit", folded(typed));
    }

    /** The same for every way of writing a name with the letters of either keyboard. */
    private static String folded(@Nullable String text) {
        return NO_WORD.matcher(FoldedText.of(text == null ? "" : text))
                .replaceAll(" ")
                .strip();
    }
}
