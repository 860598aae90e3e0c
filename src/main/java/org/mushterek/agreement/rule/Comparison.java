package org.mushterek.agreement.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * How what is wrong by one judgement differs from what was wrong by another one of the same case.
 *
 * @param changes for every finding of the later judgement
 * @param gone findings of the earlier judgement that the later one does not know
 */
public record Comparison(Map<Finding, Change> changes, List<Finding> gone) {

    /** What a finding of the later judgement is to the earlier one. */
    public enum Change {
        SAME,
        /** The rule found something there before, too, but said it otherwise or weighed it otherwise. */
        CHANGED,
        NEW,
        /** Of findings that only the earlier judgement knows. */
        GONE;

        public Message text() {
            return Message.of("rule.change." + name());
        }
    }

    public Comparison {
        changes = Map.copyOf(changes);
        gone = List.copyOf(gone);
    }

    public static Comparison of(Judgement before, Judgement after) {
        var left = weighed(before);
        var changes = new HashMap<Finding, Change>();
        var open = new ArrayList<Weighed>();
        for (var told : weighed(after)) {
            if (left.remove(told)) {
                changes.put(told.finding(), Change.SAME);
            } else {
                open.add(told);
            }
        }
        for (var told : open) {
            var was = left.stream().filter(told::isOfSamePlace).findFirst();
            was.ifPresent(left::remove);
            changes.put(told.finding(), was.isPresent() ? Change.CHANGED : Change.NEW);
        }
        return new Comparison(changes, left.stream().map(Weighed::finding).toList());
    }

    public Change of(Finding finding) {
        return Objects.requireNonNull(changes.get(finding), "Not of this judgement: " + finding.code());
    }

    private static List<Weighed> weighed(Judgement judgement) {
        var weighed = new ArrayList<Weighed>();
        for (var verdict : judgement.verdicts()) {
            for (var finding : verdict.findings()) {
                weighed.add(new Weighed(
                        finding, verdict instanceof Verdict.Breached breached ? breached.severity() : null));
            }
        }
        return weighed;
    }

    /** @param severity of a breach; null where a fact is missing */
    private record Weighed(Finding finding, @Nullable Severity severity) {

        boolean isOfSamePlace(Weighed other) {
            return finding.code().equals(other.finding.code())
                    && Objects.equals(finding.place(), other.finding.place());
        }
    }
}
