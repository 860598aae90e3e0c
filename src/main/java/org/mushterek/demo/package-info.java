/** The small world that the demonstration shows; only with the profile {@code demo}, marked as assumption. */
@NullMarked
package org.mushterek.demo;

import org.jspecify.annotations.NullMarked;
