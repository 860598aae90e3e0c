/** What was learned, by REST. */
@NullMarked
package org.mushterek.web.afteraction;

import org.jspecify.annotations.NullMarked;
