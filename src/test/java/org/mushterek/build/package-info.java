/** Checks of the repository itself, and the outside tools that tests lean on: a browser and Node. Depends on no room. */
@NullMarked
package org.mushterek.build;

import org.jspecify.annotations.NullMarked;
