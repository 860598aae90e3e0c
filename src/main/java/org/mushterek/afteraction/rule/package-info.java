/** The rules after an exercise. They shape processes; those and the use cases keep them. */
@NamedInterface("rule")
@NullMarked
package org.mushterek.afteraction.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
