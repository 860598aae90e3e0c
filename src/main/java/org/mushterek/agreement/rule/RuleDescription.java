package org.mushterek.agreement.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * What can be said of a rule without a case.
 *
 * @param severity of a breach, where the verdict does not say otherwise
 * @param clause the words of others that it serves; null where there are none
 * @param parameters names of the dated parameters that it reads
 */
public record RuleDescription(
        RuleId id,
        Kind kind,
        Severity severity,
        @Nullable Clause clause,
        Requirement requirement,
        List<String> parameters) {

    public RuleDescription {
        parameters = List.copyOf(parameters);
    }

    /** A rule of this product that serves no clause: its texts stand under {@code rule.<code>.requirement}. */
    public static RuleDescription ofTheHouse(String code, Kind kind, Severity severity, String... parameters) {
        return new RuleDescription(
                new RuleId(code),
                kind,
                severity,
                null,
                new Requirement(Provenance.HOUSE, Message.of("rule." + code + ".requirement")),
                List.of(parameters));
    }

    /** This rule, serving a clause whose text stands under {@code rule.<code>.clause}. */
    public RuleDescription serving(Provenance provenance, String source) {
        var served = new Clause(provenance, Message.of("rule." + id + ".clause"), source);
        return new RuleDescription(id, kind, severity, served, requirement, parameters);
    }

    /** The rule's name: an assertion. */
    public Message title() {
        return Message.of("rule." + id + ".title");
    }

    /** Where the demand comes from, in one sentence: whose requirement, and which clause of whom it serves. */
    public Message source() {
        if (clause == null) {
            return Message.of("rule.source.requirement")
                    .with("requirement", requirement.provenance().text());
        }
        return Message.of("rule.source.requirementAndClause")
                .with("requirement", requirement.provenance().text())
                .with("provenance", clause.provenance().text())
                .with("clause", clause.text())
                .with("source", clause.source());
    }

    /** A message of this rule: {@code rule.<code>.<name>}. */
    public Message say(String name) {
        return Message.of("rule." + id + "." + name);
    }

    public Verdict satisfied(Message... remarks) {
        return new Verdict.Satisfied(this, List.of(remarks));
    }

    public Verdict notApplicable() {
        return new Verdict.NotApplicable(this);
    }

    /** Breached in one place. */
    public Verdict breached(@Nullable String place, Message reason, Message cure) {
        return breached(List.of(new Fault(place, reason, cure)));
    }

    public Verdict breached(List<Fault> faults) {
        return breached(severity, faults, List.of());
    }

    /** Breached with a severity that the facts decide, or with more to know beside the faults. */
    public Verdict breached(Severity decided, List<Fault> faults, List<Message> remarks) {
        return new Verdict.Breached(this, decided, faults, remarks);
    }

    /** Breached where there are faults, else satisfied. */
    public Verdict breachedOrSatisfied(List<Fault> faults) {
        return faults.isEmpty() ? satisfied() : breached(faults);
    }

    /** A fact is missing. */
    public Verdict undetermined(@Nullable String place, Message missing, Message cure) {
        return new Verdict.Undetermined(this, List.of(new Fault(place, missing, cure)));
    }
}
