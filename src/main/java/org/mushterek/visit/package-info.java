/** Requests for visits, the host's decisions, permits and movements. */
@NullMarked
package org.mushterek.visit;

import org.jspecify.annotations.NullMarked;
