/** Retention by HTTP. */
@NullMarked
package org.mushterek.web.retention;

import org.jspecify.annotations.NullMarked;
