package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is, or was, permitted to take part in an exercise as a guest of its host. A person is named by the number of the visit and the
 * line of its roll, and told by alias where the request asks for one.
 */
@Component
public class GuestsOfExercise {

    /**
     * Whom any revision of a permit that was handed over has let in. An amendment replaces a permit before its visit begins: nobody came
     * by the one that was amended.
     */
    private static final String OF_EXERCISE = "select p.request_number from visit_permit p"
            + " join visit_request r on r.number = p.request_number where r.exercise_code = ? and p.host_state = ?"
            + " and p.handed_over_at is not null and p.state <> 'AMENDED' order by p.request_number";

    private final JdbcClient database;
    private final HostCases received;
    private final Permits permits;
    private final VisitIdentities identities;

    GuestsOfExercise(JdbcClient database, HostCases received, Permits permits, VisitIdentities identities) {
        this.database = database;
        this.received = received;
        this.permits = permits;
        this.identities = identities;
    }

    /**
     * A person on the roll of a visit.
     *
     * @param visit number of the request
     * @param sendingState code of the side that sends the person
     * @param name the alias where the request asks for one, else surname and forenames; null once it was erased
     */
    public record Guest(
            String visit,
            int line,
            String sendingState,
            String grade,
            @Nullable String name) {}

    /** All of an exercise, by visit and line; that they were read is noted for each visit. */
    @Transactional
    public List<Guest> of(Account account, String exercise) {
        if (!VisitAccess.worksOnVisits(account)) {
            return List.of();
        }
        var found = new ArrayList<Guest>();
        for (var visit : visits(exercise, account.side().code())) {
            found.addAll(read(account, visit).values());
        }
        return List.copyOf(found);
    }

    /** Which persons of a visit any revision of its permit has let in, by line, for one of the host's officers or the sender's. */
    @Transactional
    public Map<Integer, Guest> ofVisit(Account account, String visit) {
        return received.findLatest(visit)
                        .map(HostCase::document)
                        .filter(document -> account.isOf(document.hostState()) || account.isOf(document.sendingState()))
                        .filter(document -> VisitAccess.worksOnVisits(account))
                        .isPresent()
                ? read(account, visit)
                : Map.of();
    }

    /** The sides that send the persons of these visits, where all of them are permitted for the exercise at the host. */
    public Optional<String> sender(String exercise, String host, Map<String, List<Integer>> linesByVisit) {
        var permitted = visits(exercise, host);
        var senders = linesByVisit.entrySet().stream()
                .map(entry -> permitted.contains(entry.getKey())
                                && lines(entry.getKey()).containsAll(entry.getValue())
                        ? received.findLatest(entry.getKey())
                                .orElseThrow()
                                .document()
                                .sendingState()
                        : "")
                .distinct()
                .toList();
        return senders.size() == 1 ? Optional.of(senders.get(0)).filter(side -> !side.isEmpty()) : Optional.empty();
    }

    private List<String> visits(String exercise, String host) {
        return database.sql(OF_EXERCISE)
                .params(exercise, host)
                .query(String.class)
                .list();
    }

    private Map<Integer, Guest> read(Account account, String visit) {
        var document = received.findLatest(visit).orElseThrow().document();
        var lines = lines(visit);
        var guests = new TreeMap<Integer, Guest>();
        document.visitors().stream()
                .filter(visitor -> lines.contains(visitor.line()))
                .map(Visitor::namedByAlias)
                .forEach(visitor -> guests.put(
                        visitor.line(),
                        new Guest(
                                visit,
                                visitor.line(),
                                document.sendingState(),
                                visitor.grade(),
                                (visitor.surname() + " " + visitor.forenames()).strip())));
        identities.movementsRead(account, document);
        return guests;
    }

    private List<Integer> lines(String visit) {
        var permit = permits.ofRequest(visit).orElseThrow();
        var lines = new ArrayList<>(Movements.linesOf(permit));
        permits.pastRevisions(permit).forEach(revision -> lines.addAll(revision.lines()));
        return lines;
    }
}
