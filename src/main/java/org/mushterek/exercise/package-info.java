/** Exercises: here, the registered record that a visit refers to. */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "agreement"})
@NullMarked
package org.mushterek.exercise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
