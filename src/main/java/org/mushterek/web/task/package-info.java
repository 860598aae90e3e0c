/** Tasks by REST, for forms and for other systems. */
@NullMarked
package org.mushterek.web.task;

import org.jspecify.annotations.NullMarked;
