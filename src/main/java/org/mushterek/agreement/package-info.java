/**
 * The instruments between the sides: what is known of each, what a legal officer has entered, and which days they cover.
 * Knows accounts and the audit trail; nothing of visits, exercises or the engine.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit"})
@NullMarked
package org.mushterek.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
