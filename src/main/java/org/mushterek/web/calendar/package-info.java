/** Working days of the sides, by REST. */
@NullMarked
package org.mushterek.web.calendar;

import org.jspecify.annotations.NullMarked;
