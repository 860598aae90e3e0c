package org.mushterek.exercise.rule;

import org.mushterek.agreement.rule.Rule;

/** A rule on the planning of an exercise at one moment. */
interface PlanningRule extends Rule<PlanningFacts> {}
