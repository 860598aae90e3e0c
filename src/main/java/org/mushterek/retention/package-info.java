/**
 * How long what is kept of persons is kept: erased by date after a case is closed, unless a legal hold stands. Knows neither
 * the engine nor HTTP; capabilities that keep something of persons implement its port.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "agreement :: rule", "notification"})
@NullMarked
package org.mushterek.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
