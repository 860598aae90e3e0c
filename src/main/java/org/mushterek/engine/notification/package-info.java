/** Tasks of the engine as events and reminders. */
@NullMarked
package org.mushterek.engine.notification;

import org.jspecify.annotations.NullMarked;
