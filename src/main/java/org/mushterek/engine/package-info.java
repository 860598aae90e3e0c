/**
 * The only room that knows the process engine: settings, deployment, work on tasks. Depends on the rooms it serves, and
 * none of them on it, except {@code web}.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.mushterek.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
