/**
 * What officers have to do, in the product's own words: open tasks, answers in draft, and who can complete what. The
 * engine supplies the tasks; each capability supplies what a task shows and what its answer does.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit"})
@NullMarked
package org.mushterek.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
