/** Who did what to which case, when and from where: append-only, ids only. */
@ApplicationModule(allowedDependencies = "common")
@NullMarked
package org.mushterek.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
