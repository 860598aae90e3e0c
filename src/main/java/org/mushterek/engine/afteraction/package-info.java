/** What follows an exercise, in the engine: processes, delegates, due dates, and whom the tasks are for. */
@NullMarked
package org.mushterek.engine.afteraction;

import org.jspecify.annotations.NullMarked;
