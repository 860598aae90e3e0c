/**
 * Who did what to which case, when and from where: append-only, ids only, chained and signed so that a change behind the
 * program's back is found; and what auditors read of it.
 */
@ApplicationModule(allowedDependencies = {"common", "security"})
@NullMarked
package org.mushterek.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
