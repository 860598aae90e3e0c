package org.mushterek.visit.rule;

import org.mushterek.agreement.rule.Rule;

/** A rule on arrivals and departures. */
interface MovementRule extends Rule<MovementFacts> {}
