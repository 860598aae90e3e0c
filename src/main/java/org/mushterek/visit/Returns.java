package org.mushterek.visit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.visit.Recalls.Ending;
import org.mushterek.visit.TaskAnswer.VisitorAnswer;
import org.springframework.stereotype.Component;

/**
 * What became of recalled persons, as the host's registry records it (VIS-22). It says the same as their arrivals and
 * departures: who has left and is in the country on record departs with it, and nobody never entered whose arrival stands.
 */
@Component
class Returns {

    private static final Role[] OFFICES = {Role.REGISTRY, Role.AUTHORITY};

    private final Recalls recalls;
    private final Movements movements;
    private final Permits permits;
    private final KeptCopies copies;

    Returns(Recalls recalls, Movements movements, Permits permits, KeptCopies copies) {
        this.recalls = recalls;
        this.movements = movements;
        this.permits = permits;
        this.copies = copies;
    }

    /**
     * Records it of everybody whose return is outstanding, in the transaction that completes the registry's task.
     *
     * @throws Refusal INVALID, with a finding for each person of whom it is not said, or of whom it cannot be so
     */
    Map<String, Object> record(Account officer, String number, TaskAnswer answer) {
        copies.lock(number);
        var permit = permits.ofRequest(number).orElseThrow();
        VisitAccess.mayActAs(officer, permit.hostState(), OFFICES);
        var said = new TreeMap<Integer, VisitorAnswer>();
        if (answer.visitors() != null) {
            answer.visitors().forEach(person -> said.put(person.line(), person));
        }
        var endings = new LinkedHashMap<Integer, Ending>();
        var departures = new ArrayList<Movements.Row>();
        var findings = new ArrayList<Finding>();
        var last = movements.lastOf(permit);
        for (var line : recalls.outstanding(number)) {
            var person = said.get(line);
            var ending = ending(person);
            var entry = last.get(line);
            if (person == null || ending.isEmpty()) {
                findings.add(fault("visit.returnMissing", line));
            } else if (entry != null && ending.get() == Ending.NEVER_ENTERED) {
                findings.add(fault("visit.returnOfArrived", line));
            } else {
                endings.put(line, ending.get());
                if (entry != null && entry.kind() == Movement.Kind.ARRIVED) {
                    departures.add(new Movements.Row(line, Movement.Kind.DEPARTED.name(), person.at(), person.place()));
                }
            }
        }
        if (findings.isEmpty()) {
            findings.addAll(movements.depart(officer, permit, departures, OFFICES));
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.returnIncomplete"), List.copyOf(findings));
        }
        recalls.recordEndings(officer, permit, endings);
        return Map.of();
    }

    private static Finding fault(String code, int line) {
        return new Finding(
                code, "visitors/" + line, Message.of(code).with("line", line), Message.of(code + ".cure"), null);
    }

    private static Optional<Ending> ending(@Nullable VisitorAnswer person) {
        var said = person == null ? null : person.verdict();
        return Arrays.stream(Ending.values())
                .filter(ending -> ending.name().equals(said == null ? null : said.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
