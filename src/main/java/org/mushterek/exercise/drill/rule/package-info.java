/**
 * The rules on drills and ranges: facts in, verdicts out. No clock, no database. Each number is a dated parameter in {@code
 * rulebook/drill.yaml}.
 */
@NamedInterface("drill-rule")
@NullMarked
package org.mushterek.exercise.drill.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
