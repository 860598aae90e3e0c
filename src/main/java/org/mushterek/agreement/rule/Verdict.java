package org.mushterek.agreement.rule;

import java.util.ArrayList;
import java.util.List;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/** What a rule says of facts. A missing fact is {@link Undetermined} and never passes. */
public sealed interface Verdict {

    RuleDescription rule();

    /** What whoever reads the verdict should know besides, such as estimated holidays. */
    default List<Message> remarks() {
        return List.of();
    }

    /** The faults as findings for a person; none where the verdict is good. */
    default List<Finding> findings() {
        return List.of();
    }

    /** Whether the case cannot go on with this verdict. */
    default boolean isBlocking() {
        return false;
    }

    record Satisfied(RuleDescription rule, List<Message> remarks) implements Verdict {
        public Satisfied {
            remarks = List.copyOf(remarks);
        }
    }

    /** The facts give the rule nothing to judge. */
    record NotApplicable(RuleDescription rule) implements Verdict {}

    /**
     * The rule is broken, in one or more places.
     *
     * @param severity mostly the rule's own; the facts may decide another
     */
    record Breached(RuleDescription rule, Severity severity, List<Fault> faults, List<Message> remarks)
            implements Verdict {

        public Breached {
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("A breach of " + rule.id() + " without a fault");
            }
            faults = List.copyOf(faults);
            remarks = List.copyOf(remarks);
        }

        @Override
        public List<Finding> findings() {
            return toFindings(rule, faults);
        }

        @Override
        public boolean isBlocking() {
            return severity.holdsTheCase();
        }
    }

    /** Breached, and an authority has waived the rule for this case. */
    record Waived(Breached breach, Waiver waiver) implements Verdict {

        @Override
        public RuleDescription rule() {
            return breach.rule();
        }

        @Override
        public List<Message> remarks() {
            var told = new ArrayList<>(breach.remarks());
            told.add(Message.of("rule.waived")
                    .with("rule", rule().id().code())
                    .with("title", rule().title())
                    .with("authority", Message.of("rule.authority." + waiver.authority()))
                    .with("day", waiver.grantedOn())
                    .with("reason", waiver.reason()));
            return told;
        }
    }

    /** The rule cannot be judged, because a fact is missing; where the rule blocks, so does the missing fact. */
    record Undetermined(RuleDescription rule, List<Fault> missing) implements Verdict {

        public Undetermined {
            if (missing.isEmpty()) {
                throw new IllegalArgumentException("Undetermined " + rule.id() + " that does not say what is missing");
            }
            missing = List.copyOf(missing);
        }

        @Override
        public List<Finding> findings() {
            return toFindings(rule, missing);
        }

        @Override
        public boolean isBlocking() {
            return rule.severity().holdsTheCase();
        }
    }

    private static List<Finding> toFindings(RuleDescription rule, List<Fault> faults) {
        return faults.stream()
                .map(fault -> new Finding(rule.id().code(), fault.place(), fault.reason(), fault.cure(), rule.source()))
                .toList();
    }
}
