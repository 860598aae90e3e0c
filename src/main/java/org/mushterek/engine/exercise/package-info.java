/** The processes of exercises in the engine: delegates, due dates, and whom their tasks are for. */
@NullMarked
package org.mushterek.engine.exercise;

import org.jspecify.annotations.NullMarked;
