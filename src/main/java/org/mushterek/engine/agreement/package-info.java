/** The process of an instrument in the engine: delegates, due dates, and whom its tasks are for. */
@NullMarked
package org.mushterek.engine.agreement;

import org.jspecify.annotations.NullMarked;
