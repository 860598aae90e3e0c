/** The only room that knows HTTP: pages, REST, and what stands before the engine's own interfaces. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.mushterek.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
