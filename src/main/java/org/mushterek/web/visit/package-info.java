/** Visits by REST: requests, what the host received, permits, and the check at a gate. */
@NullMarked
package org.mushterek.web.visit;

import org.jspecify.annotations.NullMarked;
