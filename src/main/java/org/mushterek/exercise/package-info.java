/** Exercises: the registered record that a visit refers to, how it is planned, the scheduler, and the drills with their ranges. */
@ApplicationModule(
        allowedDependencies = {
            "common",
            "security",
            "audit",
            "agreement",
            "agreement :: rule",
            "calendar",
            "document",
            "reporting",
            "retention",
            "task"
        })
@NullMarked
package org.mushterek.exercise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
