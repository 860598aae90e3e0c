/** What auditors ask of the engine: its diagrams. */
@NullMarked
package org.mushterek.engine.audit;

import org.jspecify.annotations.NullMarked;
