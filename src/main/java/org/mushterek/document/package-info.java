/**
 * Papers and what makes them checkable: the permit's PDF, its QR code, its signed token and the sides' signing keys.
 * Rendering only: it takes plain data and decides nothing. Depends on {@code common} alone.
 */
@ApplicationModule(allowedDependencies = "common")
@NullMarked
package org.mushterek.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
