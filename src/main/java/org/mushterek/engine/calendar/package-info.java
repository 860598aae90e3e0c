/** The process of a decree over a working calendar in the engine: delegates, due dates, and the moving of open due dates. */
@NullMarked
package org.mushterek.engine.calendar;

import org.jspecify.annotations.NullMarked;
