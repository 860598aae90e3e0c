package org.mushterek.agreement.rule;

/** A capability's rule book, as a person reads it beside those of other capabilities. */
public interface ShownRuleBook {

    RuleBookPage page();
}
