package org.mushterek.agreement.rule;

import java.util.HashSet;
import java.util.List;

/** Rules in the order in which they are read and told. */
public final class RuleBook<F> {

    private final List<Rule<F>> rules;

    public RuleBook(List<? extends Rule<F>> rules) {
        var seen = new HashSet<RuleId>();
        for (var rule : rules) {
            if (!seen.add(rule.description().id())) {
                throw new IllegalArgumentException(
                        "Two rules have the id " + rule.description().id());
            }
        }
        this.rules = List.copyOf(rules);
    }

    /** Judges by every rule: all breaches, not the first. */
    public Judgement judge(F facts) {
        return new Judgement(rules.stream().map(rule -> rule.judge(facts)).toList());
    }

    public List<Rule<F>> rules() {
        return rules;
    }

    public List<RuleDescription> descriptions() {
        return rules.stream().map(Rule::description).toList();
    }
}
