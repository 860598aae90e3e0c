/**
 * The rules on visits, one class each, and their book. Pure: facts in, verdicts out; depends on {@code visit},
 * {@code visit.roster} (machine-readable zones), {@code agreement} (terms and rules), {@code calendar}, {@code security}
 * (accounts) and {@code common}.
 */
@NamedInterface("rule")
@NullMarked
package org.mushterek.visit.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
