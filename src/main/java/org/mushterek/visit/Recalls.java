package org.mushterek.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.document.PermitSheet;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Persons whom the sending side calls back once their permit is handed over (VIS-22). It takes effect with the order: the
 * permit is replaced by one without them, or revoked where nobody is left, and the host's registry sees to their return.
 */
@Service
public class Recalls {

    private final VisitRequests requests;
    private final Permits permits;
    private final AmendedVisits amended;
    private final VisitDeadlines deadlines;
    private final VisitProcesses processes;
    private final VisitStory story;
    private final JdbcClient database;
    private final Clock clock;

    Recalls(
            VisitRequests requests,
            Permits permits,
            AmendedVisits amended,
            VisitDeadlines deadlines,
            VisitProcesses processes,
            VisitStory story,
            JdbcClient database,
            Clock clock) {
        this.requests = requests;
        this.permits = permits;
        this.amended = amended;
        this.deadlines = deadlines;
        this.processes = processes;
        this.story = story;
        this.database = database;
        this.clock = clock;
    }

    /** What became of a recalled person. */
    public enum Ending {
        /** Has left the host country. */
        LEFT,
        /** Had not entered it. */
        NEVER_ENTERED
    }

    /**
     * A recalled person.
     *
     * @param line place in the roll of the permitted revision
     * @param recall from 1, in the order of the case's recalls
     * @param ending null until the host has recorded it
     * @param inside whether the person's arrival in the host state is recorded and no departure
     */
    public record Recalled(
            int line,
            int recall,
            Instant orderedAt,
            @Nullable Ending ending,
            boolean inside) {}

    /**
     * Recalls of a case, as both sides read them.
     *
     * @param admitted lines whom the permit still lets in
     * @param mayRecall whether the reader may order one now
     */
    public record Standing(List<Integer> admitted, List<Recalled> recalled, boolean mayRecall) {}

    /**
     * Calls persons back.
     *
     * @param lines of whom the permit lets in
     * @throws Refusal FORBIDDEN for another role; CONFLICT where no permit is out; INVALID, with a finding for each line
     *     that the permit does not let in
     */
    @Transactional
    public Standing order(Account officer, String number, @Nullable List<@Nullable Integer> lines) {
        var document = requests.find(number)
                .map(VisitRequest::document)
                .filter(own -> VisitAccess.worksOnVisits(officer) && officer.isOf(own.sendingState()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        VisitAccess.mayActAs(officer, document.sendingState(), Role.PLANNER, Role.AUTHORITY);
        // Under its lock: no permit of an amendment takes the place of what is read here.
        amended.demandNoneToIssue(number);
        var permit = permits.ofRequest(number)
                .filter(Permit::isOut)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.noPermitToRecallFrom"));
        var admitted = admitted(permit);
        var called = new TreeSet<Integer>();
        var findings = new ArrayList<Finding>();
        for (var line : lines == null ? List.<@Nullable Integer>of() : lines) {
            if (line == null || !admitted.contains(line)) {
                findings.add(fault("visit.recallNotAdmitted", "lines", line == null ? "null" : line));
            } else {
                called.add(line);
            }
        }
        if (!findings.isEmpty() || called.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.recallWhom"), findings);
        }
        if (outstanding(number).isEmpty()) {
            deadlines.forgetReturn(document);
        }
        var recall = latestNo(number) + 1;
        database.sql("insert into visit_recall (request_number, recall_no, ordered_by, ordered_at)"
                        + " values (?, ?, ?, ?)")
                .params(number, recall, officer.id(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        called.forEach(line -> database.sql(
                        "insert into visit_recalled_person (request_number, line, recall_no) values (?, ?, ?)")
                .params(number, line, recall)
                .update());
        var detail = called.stream().map(String::valueOf).collect(Collectors.joining(","));
        story.tell(number, document.sendingState(), officer.id(), "personsRecalled", detail);
        story.tell(number, document.hostState(), "system", "personsRecalled", detail);
        var everybody = called.containsAll(admitted);
        if (everybody) {
            permits.endSuspension(permit);
        }
        processes.recall(number, everybody);
        return standing(officer, permits.ofRequest(number).orElseThrow());
    }

    /** Number of the newest recall of a case, 0 where there is none. */
    int latestNo(String number) {
        return database.sql("select coalesce(max(recall_no), 0) from visit_recall where request_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    /**
     * Replaces the permit by one without the persons of the newest recall.
     *
     * @return whether an earlier recall's return is still being seen to, whose task then sees to this one, too
     */
    @Transactional
    public boolean takeOffPermit(String number) {
        var newest = latestNo(number);
        var recalled = ofCase(number);
        permits.takeOff(number, recalled.stream().map(Recalled::line).collect(Collectors.toSet()));
        return recalled.stream().anyMatch(person -> person.recall() < newest && person.ending() == null);
    }

    /** Records what became of each, in the transaction that completes the registry's task. */
    void recordEndings(Account officer, Permit permit, Map<Integer, Ending> endings) {
        var number = permit.requestNumber();
        endings.forEach((line, ending) -> database.sql("update visit_recalled_person set ending = ?, recorded_by = ?,"
                        + " recorded_at = ? where request_number = ? and line = ?")
                .params(ending.name(), officer.id(), clock.instant().atOffset(ZoneOffset.UTC), number, line)
                .update());
        story.tell(number, permit.hostState(), officer.id(), "returnRecorded", null);
        story.tell(number, permit.sendingState(), "system", "returnRecorded", null);
    }

    private static Finding fault(String code, String place, Object line) {
        return new Finding(code, place, Message.of(code).with("line", line), Message.of(code + ".cure"), null);
    }

    /**
     * The visit is over and nobody has recorded the return: both sides can read it in the story. Whose permit was closed while
     * their return was seen to stay too long from now on.
     */
    @Transactional
    public void leaveOpen(String number) {
        amended.lock(number);
        var permit = permits.ofRequest(number).orElseThrow();
        story.tellBoth(number, permit.hostState(), permit.sendingState(), "returnLeftOpen", null);
        permits.tellWhoseReturnWasLeftOpen(permit);
    }

    /** @param permit handed over */
    Standing standing(Account reader, Permit permit) {
        return new Standing(
                permit.isOut() ? admitted(permit) : List.of(),
                ofCase(permit.requestNumber()),
                permit.isOut() && reader.isOf(permit.sendingState()) && reader.hasAny(Role.PLANNER, Role.AUTHORITY));
    }

    private static List<Integer> admitted(Permit permit) {
        return permit.sheet().persons().stream().map(PermitSheet.Person::line).toList();
    }

    /** Lines of whom the host has not recorded what became of them. */
    List<Integer> outstanding(String number) {
        return ofCase(number).stream()
                .filter(person -> person.ending() == null)
                .map(Recalled::line)
                .toList();
    }

    List<Recalled> ofCase(String number) {
        return database.sql("select p.line, p.recall_no, r.ordered_at, p.ending, exists (select 1 from"
                        + " visit_present_person i where i.request_number = p.request_number and i.line = p.line) as inside"
                        + " from visit_recalled_person p"
                        + " join visit_recall r on r.request_number = p.request_number and r.recall_no = p.recall_no"
                        + " where p.request_number = ? order by p.line")
                .param(number)
                .query((row, n) -> {
                    var ending = row.getString("ending");
                    return new Recalled(
                            row.getInt("line"),
                            row.getInt("recall_no"),
                            row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                            ending == null ? null : Ending.valueOf(ending),
                            row.getBoolean("inside"));
                })
                .list();
    }
}
