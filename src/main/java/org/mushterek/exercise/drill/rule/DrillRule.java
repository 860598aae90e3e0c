package org.mushterek.exercise.drill.rule;

import org.mushterek.agreement.rule.Rule;

/** A rule on drills and ranges. */
interface DrillRule extends Rule<DrillFacts> {}
