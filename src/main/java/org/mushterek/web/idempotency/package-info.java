/** Repeated POSTs: whoever sends one again with the same {@code Idempotency-Key} gets the first answer, and nothing happens twice. */
@NullMarked
package org.mushterek.web.idempotency;

import org.jspecify.annotations.NullMarked;
