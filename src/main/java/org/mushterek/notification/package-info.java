/**
 * What the outside hears of: events for other systems, mail to officers, reminders of deadlines. Events are written with
 * what they tell of and leave after the commit. Knows neither the engine nor HTTP: it has ports for both.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "calendar", "task"})
@NullMarked
package org.mushterek.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
