/** Working days of each side and of both: dated data, pure arithmetic, deadlines. */
@ApplicationModule(allowedDependencies = "common")
@NullMarked
package org.mushterek.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
