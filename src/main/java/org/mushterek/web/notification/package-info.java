/** Events, mail and reminders over HTTP. */
@NullMarked
package org.mushterek.web.notification;

import org.jspecify.annotations.NullMarked;
