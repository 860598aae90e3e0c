/** The visit's processes in the engine: delegates, due dates, messages between the sides. */
@NullMarked
package org.mushterek.engine.visit;

import org.jspecify.annotations.NullMarked;
