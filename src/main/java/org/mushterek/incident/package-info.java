/**
 * What happens to guests of a host while they train: an injury, a death or an arrest, from the first notice to the sending side until
 * the host's commander closes the case. Knows neither the engine nor HTTP.
 */
@ApplicationModule(
        allowedDependencies = {
            "common",
            "security",
            "audit",
            "calendar",
            "reporting",
            "task",
            "exercise",
            "agreement :: rule",
            "retention",
            "visit"
        })
@NullMarked
package org.mushterek.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
