/**
 * The drills of an exercise and the ranges they need: what is to be placed, the proposals of the scheduler, and the plan on
 * its way from the host's draft to the acceptance of every party.
 */
@NamedInterface("drill")
@NullMarked
package org.mushterek.exercise.drill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
