/**
 * What was learned: observations of both sides, the reports that they sign, and corrective actions until somebody other than
 * the doer has validated them. Knows neither the engine nor HTTP.
 */
@ApplicationModule(
        allowedDependencies = {
            "common",
            "security",
            "audit",
            "calendar",
            "reporting",
            "task",
            "document",
            "file",
            "exercise",
            "exercise :: conduct",
            "exercise :: drill",
            "agreement :: rule",
            "retention",
            "visit",
            "visit :: roster"
        })
@NullMarked
package org.mushterek.afteraction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
