package org.mushterek.visit.rule;

import org.mushterek.agreement.rule.Rule;

/** A rule on a visit at one moment. */
public interface VisitRule extends Rule<VisitFacts> {}
