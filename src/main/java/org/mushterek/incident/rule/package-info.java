/** The rules on incidents. Pure: they read facts, and never the clock. */
@NamedInterface("rule")
@NullMarked
package org.mushterek.incident.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
