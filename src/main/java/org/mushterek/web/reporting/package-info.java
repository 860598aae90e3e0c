/** Reports as REST: cases, figures, pictures and exports. */
@NullMarked
package org.mushterek.web.reporting;

import org.jspecify.annotations.NullMarked;
