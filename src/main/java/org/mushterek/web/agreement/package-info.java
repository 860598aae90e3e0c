/** Instruments between the states, by REST. */
@NullMarked
package org.mushterek.web.agreement;

import org.jspecify.annotations.NullMarked;
