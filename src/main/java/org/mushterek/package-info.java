/** The program's start; everything else lives in the rooms below it. */
@NullMarked
package org.mushterek;

import org.jspecify.annotations.NullMarked;
