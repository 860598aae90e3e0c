/**
 * Reads nominal rolls: a file in, visitors or every fault of it out. Depends on {@code common} and on
 * {@link org.mushterek.visit.Visitor} only; knows neither clock nor database.
 */
@NamedInterface("roster")
@NullMarked
package org.mushterek.visit.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
