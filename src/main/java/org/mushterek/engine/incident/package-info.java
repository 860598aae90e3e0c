/** Incidents in the engine: the process, its delegates and due dates. */
@NullMarked
package org.mushterek.engine.incident;

import org.jspecify.annotations.NullMarked;
