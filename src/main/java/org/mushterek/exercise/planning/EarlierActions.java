package org.mushterek.exercise.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.exercise.OpenActions;
import org.mushterek.exercise.OpenActions.OpenAction;
import org.mushterek.exercise.planning.Planning.Taken;
import org.mushterek.exercise.planning.Planning.TakenAction;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/**
 * The open corrective actions of earlier exercises of the same parties: the specification answers each one before it is approved. The
 * host's planner answers those that the host may read when the specification is written; each side answers its own that nobody else
 * may read when it decides on it, and every answer to such a one stays with that side.
 */
@Component
class EarlierActions {

    private final OpenActions actions;
    private final Plannings plannings;
    private final PlanningCases cases;

    EarlierActions(OpenActions actions, Plannings plannings, PlanningCases cases) {
        this.actions = actions;
        this.plannings = plannings;
        this.cases = cases;
    }

    /**
     * The answer to one action.
     *
     * @param action its number
     * @param taken null as long as it is not answered
     * @param reason how it is taken up, or why not
     */
    record ActionAnswer(
            @Nullable String action,
            @Nullable Taken taken,
            @Nullable String reason) {}

    /** Those that the account may read and that this version of the specification does not answer yet. */
    List<OpenAction> unanswered(Account account, Planning planning, int version) {
        var answered = answered(planning, version);
        return open(account, planning).stream()
                .filter(action -> !answered.contains(action.number()))
                .toList();
    }

    /**
     * Those that every party may read and that this version does not answer. What a side keeps to itself is not among them: a
     * gate that every party sees tells nothing of it.
     */
    List<OpenAction> unansweredByAll(Planning planning, int version) {
        var answered = answered(planning, version);
        return actions.sharedOfEarlierExercises(plannings.parties(planning).codes(), planning.firstDay()).stream()
                .filter(action -> !answered.contains(action.number()))
                .toList();
    }

    /** Whether any of these was ordered after a moment. */
    boolean isOrderedSince(Instant moment, List<OpenAction> open) {
        return open.stream()
                .anyMatch(action -> actions.orderedAt(action.number()).isAfter(moment));
    }

    private Set<String> answered(Planning planning, int version) {
        return cases.takenActions(planning.number()).stream()
                .filter(taken -> taken.version() == version)
                .map(TakenAction::action)
                .collect(Collectors.toSet());
    }

    /** All that the account may read. */
    List<OpenAction> open(Account account, Planning planning) {
        var parties = plannings.parties(planning).codes();
        return actions.ofEarlierExercises(account, parties, planning.firstDay());
    }

    /** What is wrong with the answers to those that are asked for: each one is answered once, and no other. */
    static List<Finding> faults(List<OpenAction> asked, List<ActionAnswer> answers) {
        var findings = new ArrayList<Finding>();
        var numbers = asked.stream().map(OpenAction::number).collect(Collectors.toSet());
        var given = new HashMap<String, ActionAnswer>();
        for (var answer : answers) {
            var number = String.valueOf(answer.action());
            if (!numbers.contains(number) || given.put(number, answer) != null) {
                findings.add(ProductContent.fault("actions/" + number, "notAsked", 0));
            }
        }
        for (var action : asked) {
            var place = "actions/" + action.number();
            var answer = given.get(action.number());
            if (answer == null || answer.taken() == null) {
                findings.add(ProductContent.fault(place, "actionNotAnswered", 0));
            } else if (!Plannings.isReason(answer.reason())) {
                findings.add(ProductContent.fault(place, "text", Plannings.LONGEST_REASON));
            }
        }
        return findings;
    }

    /** Keeps answers without fault. */
    void keep(Account account, Planning planning, int version, List<OpenAction> asked, List<ActionAnswer> answers) {
        var known = asked.stream().collect(Collectors.toMap(OpenAction::number, action -> action));
        for (var answer : answers) {
            var action = Objects.requireNonNull(known.get(String.valueOf(answer.action())));
            cases.take(
                    planning.number(),
                    new TakenAction(
                            version,
                            action.number(),
                            action.owner(),
                            action.exercise(),
                            action.title(),
                            action.shared(),
                            Objects.requireNonNull(answer.taken()),
                            String.valueOf(answer.reason())),
                    account);
        }
    }

    /** What was answered, as the account may read it: of another side only what it shares. */
    List<TakenAction> readable(Account account, String number) {
        return cases.takenActions(number).stream()
                .filter(taken -> taken.shared() || account.isOf(taken.owner()))
                .toList();
    }
}
