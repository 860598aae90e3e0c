/** Accounts, sides and roles: who may do what, as pure rules. Knows neither the engine nor HTTP. */
@ApplicationModule(allowedDependencies = "common")
@NullMarked
package org.mushterek.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
