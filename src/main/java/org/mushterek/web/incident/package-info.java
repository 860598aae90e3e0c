/** Incidents by HTTP. */
@NullMarked
package org.mushterek.web.incident;

import org.jspecify.annotations.NullMarked;
