/** The rules on planning an exercise, one class each, and their book. Pure: facts in, verdicts out. */
@NamedInterface("rule")
@NullMarked
package org.mushterek.exercise.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
