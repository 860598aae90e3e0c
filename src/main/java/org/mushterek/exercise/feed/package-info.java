/** Calendar feeds (iCalendar) of ranges, teams and officers: number and busy time only, behind secret links. */
@NamedInterface("feed")
@NullMarked
package org.mushterek.exercise.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
