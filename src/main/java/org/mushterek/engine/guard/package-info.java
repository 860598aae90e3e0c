/** What must use the engine's internals: the guard in its command chain, its expressions and filters. */
@NullMarked
package org.mushterek.engine.guard;

import org.jspecify.annotations.NullMarked;
