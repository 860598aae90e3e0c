package org.mushterek.agreement.rule;

import java.util.List;
import java.util.Optional;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/** What a rule book says of facts: one verdict for each rule, in the order of the book. */
public record Judgement(List<Verdict> verdicts) {

    public Judgement {
        verdicts = List.copyOf(verdicts);
    }

    /** The verdicts that hold the case: breaches that block or need a waiver, and missing facts of such rules. */
    public List<Verdict> blocking() {
        return verdicts.stream().filter(Verdict::isBlocking).toList();
    }

    /** The verdicts that are not good and yet let the case go on. */
    public List<Verdict> warnings() {
        return verdicts.stream()
                .filter(verdict -> !verdict.isBlocking() && !verdict.findings().isEmpty())
                .toList();
    }

    /** The breaches that an authority may waive, and has not. */
    public List<Verdict.Breached> waivable() {
        return verdicts.stream()
                .filter(Judgement::isWaivable)
                .map(Verdict.Breached.class::cast)
                .toList();
    }

    private static boolean isWaivable(Verdict verdict) {
        return verdict instanceof Verdict.Breached breached && breached.severity() == Severity.NEEDS_WAIVER;
    }

    /** Whether nothing holds the case but breaches that an authority may waive, of which there is at least one. */
    public boolean needsOnlyWaivers() {
        return !passes() && blocking().stream().allMatch(Judgement::isWaivable);
    }

    /** This judgement with what was waived: a waiver touches only breaches of its rule that may be waived. */
    public Judgement waiving(List<Waiver> waivers) {
        if (waivers.isEmpty()) {
            return this;
        }
        return new Judgement(verdicts.stream()
                .map(verdict -> waivers.stream()
                        .filter(waiver -> isWaivable(verdict)
                                && verdict.rule().id().code().equals(waiver.rule()))
                        .findFirst()
                        .<Verdict>map(waiver -> new Verdict.Waived((Verdict.Breached) verdict, waiver))
                        .orElse(verdict))
                .toList());
    }

    /** Whether the case may go on; it may still carry warnings. */
    public boolean passes() {
        return blocking().isEmpty();
    }

    /** All that is wrong or missing, warnings included, in the order of the book. */
    public List<Finding> findings() {
        return findingsOf(verdicts);
    }

    public List<Finding> blockingFindings() {
        return findingsOf(blocking());
    }

    public List<Finding> warningFindings() {
        return findingsOf(warnings());
    }

    /** What to know besides: the day of receipt, estimated holidays. */
    public List<Message> remarks() {
        return verdicts.stream()
                .flatMap(verdict -> verdict.remarks().stream())
                .distinct()
                .toList();
    }

    /** The verdict of one rule; empty where the book does not hold it. */
    public Optional<Verdict> of(RuleId id) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().id().equals(id))
                .findFirst();
    }

    private static List<Finding> findingsOf(List<Verdict> some) {
        return some.stream().flatMap(verdict -> verdict.findings().stream()).toList();
    }
}
