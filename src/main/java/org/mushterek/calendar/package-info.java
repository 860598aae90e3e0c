/** Working days of each side and of both: dated data, decrees over them, pure arithmetic, deadlines. */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "task"})
@NullMarked
package org.mushterek.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
