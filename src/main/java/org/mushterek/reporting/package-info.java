/**
 * The read side: what a side's cases are and were, who holds them, how long things take. It hears of events in their
 * transaction, keeps them, and reads nothing but what it made of them; never the engine's history.
 */
@ApplicationModule(
        allowedDependencies = {"common", "security", "audit", "calendar", "document", "notification", "task"})
@NullMarked
package org.mushterek.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
