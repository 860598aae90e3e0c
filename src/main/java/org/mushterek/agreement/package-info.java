/**
 * The instruments between the sides: what is known of each, how it came into force, what a legal officer has entered, which
 * days it covers, and the watch over its terms. Nothing of visits, exercises or the engine.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "calendar", "task", "document", "file"})
@NullMarked
package org.mushterek.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
