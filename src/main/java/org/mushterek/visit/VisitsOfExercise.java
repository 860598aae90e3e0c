package org.mushterek.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.GateEvidence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the visits of an exercise say at its gate: whether each sending side has a permit that covers it, and whether the rules on
 * what its visitors need hold for what was permitted, judged again now. Numbers and codes only; nothing of any desk.
 */
@Component
class VisitsOfExercise implements GateEvidence {

    private static final String VISIT_APPROVAL = "VISIT_APPROVAL";

    /** The rules that have to hold for each item; a rule that has nothing to judge stands against nothing. */
    private static final Map<String, List<String>> RULES = new TreeMap<>(Map.of(
            "TRAVEL_DOCUMENTS", List.of("DOC-01", "DOC-02", "DOC-03", "DOC-06"),
            "INSURANCE", List.of("MED-03"),
            "FITNESS", List.of("MED-04"),
            "MEDICAL_SUPPLY", List.of("MED-01"),
            "WEAPONS", List.of("SIS-10"),
            "CUSTOMS", List.of("CUS-01"),
            "AIRCRAFT", List.of("AIR-01", "AIR-02", "AIR-03")));

    /** Emergency care by the host: an officer of the host has confirmed it when the request was answered. */
    private static final String HOST_CARE = "HOST_CARE";

    private static final String EMERGENCY_CARE = "MED-02";

    private final JdbcClient database;
    private final HostCases received;
    private final VisitRequests requests;
    private final VisitJudgement judgement;

    VisitsOfExercise(JdbcClient database, HostCases received, VisitRequests requests, VisitJudgement judgement) {
        this.database = database;
        this.received = received;
        this.requests = requests;
        this.judgement = judgement;
    }

    /** A permit that has not ended. */
    private record Permitted(String number, String request, boolean suspended, LocalDate from, LocalDate to) {}

    @Override
    public List<Evidence> of(Exercise exercise) {
        var found = new ArrayList<Evidence>();
        for (var party : exercise.parties()) {
            if (!party.equals(exercise.hostState())) {
                found.addAll(of(exercise, party));
            }
        }
        return found;
    }

    private List<Evidence> of(Exercise exercise, String sender) {
        var permits = permits(exercise, sender);
        var found = new ArrayList<Evidence>();
        if (permits.isEmpty()) {
            found.add(new Evidence(VISIT_APPROVAL, sender, Light.RED, Message.of("visit.gate.noPermit")));
            return found;
        }
        var numbers = permits.stream().map(Permitted::number).collect(Collectors.joining(", "));
        var tooShort = permits.stream()
                .filter(permit -> permit.from().isAfter(exercise.firstDay())
                        || permit.to().isBefore(exercise.lastDay()))
                .map(Permitted::number)
                .toList();
        var suspended = permits.stream()
                .filter(Permitted::suspended)
                .map(Permitted::number)
                .collect(Collectors.joining(", "));
        if (!suspended.isEmpty()) {
            found.add(new Evidence(
                    VISIT_APPROVAL,
                    sender,
                    Light.RED,
                    Message.of("visit.gate.permitSuspended").with("permits", suspended)));
            return found;
        }
        found.add(
                tooShort.isEmpty()
                        ? new Evidence(
                                VISIT_APPROVAL,
                                sender,
                                Light.GREEN,
                                Message.of("visit.gate.permitted").with("permits", numbers))
                        : new Evidence(
                                VISIT_APPROVAL,
                                sender,
                                Light.RED,
                                Message.of("visit.gate.permitTooShort").with("permits", String.join(", ", tooShort))));
        var judged = permits.stream().map(permit -> judged(permit.request())).toList();
        RULES.forEach((item, rules) -> found.add(of(item, sender, rules, judged, numbers)));
        found.add(emergencyCare(sender, permits, numbers));
        return found;
    }

    private List<Permitted> permits(Exercise exercise, String sender) {
        return database
                .sql(
                        "select p.number, p.request_number, p.state, p.valid_from, p.valid_to from visit_permit p"
                                + " join visit_request r on r.number = p.request_number where r.exercise_code = ?"
                                + " and p.sending_state = ? and p.state in ('ISSUED', 'HANDED_OVER', 'SUSPENDED') order by p.number")
                .params(exercise.code(), sender)
                .query((row, n) -> new Permitted(
                        row.getString("number"),
                        row.getString("request_number"),
                        Permit.State.valueOf(row.getString("state")) == Permit.State.SUSPENDED,
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .list()
                .stream()
                .filter(permit -> isForTheExerciseItself(permit.request()))
                .toList();
    }

    /** A site survey or a planning conference lets nobody into the exercise. */
    private boolean isForTheExerciseItself(String request) {
        var occasion = received.findLatest(request)
                .orElseThrow()
                .document()
                .particulars()
                .occasion();
        return occasion == null || !occasion.precedesExercise();
    }

    private Judgement judged(String request) {
        return judgement.ofReceipt(
                received.findLatest(request).orElseThrow(),
                requests.find(request).orElseThrow());
    }

    private static Evidence of(String item, String sender, List<String> rules, List<Judgement> judged, String numbers) {
        var broken = new TreeSet<String>();
        for (var rule : rules) {
            for (var each : judged) {
                each.of(new RuleId(rule))
                        .filter(VisitsOfExercise::standsAgainst)
                        .ifPresent(verdict -> broken.add(rule));
            }
        }
        return broken.isEmpty()
                ? new Evidence(
                        item,
                        sender,
                        Light.GREEN,
                        Message.of("visit.gate.rulesHold").with("permits", numbers))
                : new Evidence(
                        item,
                        sender,
                        Light.RED,
                        Message.of("visit.gate.rulesBroken")
                                .with("rules", String.join(", ", broken))
                                .with("permits", numbers));
    }

    private Evidence emergencyCare(String sender, List<Permitted> permits, String numbers) {
        var open = permits.stream()
                .filter(permit -> !isCareConfirmed(permit.request()))
                .map(Permitted::number)
                .toList();
        return open.isEmpty()
                ? new Evidence(
                        HOST_CARE,
                        sender,
                        Light.GREEN,
                        Message.of("visit.gate.careConfirmed").with("permits", numbers))
                : new Evidence(
                        HOST_CARE,
                        sender,
                        Light.RED,
                        Message.of("visit.gate.careOpen").with("permits", String.join(", ", open)));
    }

    private boolean isCareConfirmed(String request) {
        return database.sql("select count(*) from visit_duty where request_number = ? and rule_id = ?"
                                + " and died_at is null")
                        .params(request, EMERGENCY_CARE)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What is broken or not known; what somebody with the right to do so has waived stands against nothing. */
    private static boolean standsAgainst(Verdict verdict) {
        return verdict instanceof Verdict.Breached || verdict instanceof Verdict.Undetermined;
    }
}
