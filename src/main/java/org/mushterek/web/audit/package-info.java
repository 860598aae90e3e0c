/** The audit, for those who audit: pages of it, checkpoints, exports that prove themselves, and event logs. */
@NullMarked
package org.mushterek.web.audit;

import org.jspecify.annotations.NullMarked;
