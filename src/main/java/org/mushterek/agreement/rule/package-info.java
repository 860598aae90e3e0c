/**
 * What a rule is: facts in, verdict out, with provenance, dated parameters and a book that lists them. Pure: depends on
 * {@code common} only. Every capability writes its own rules in these words.
 */
@NamedInterface("rule")
@NullMarked
package org.mushterek.agreement.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
