/** Words that every room shares: sides, languages, messages, findings and refusals. Depends on no other room. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.mushterek.common;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
