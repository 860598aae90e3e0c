/** The conduct of an exercise: when it really began and ended, and what it was to train. */
@NamedInterface("conduct")
@NullMarked
package org.mushterek.exercise.conduct;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
