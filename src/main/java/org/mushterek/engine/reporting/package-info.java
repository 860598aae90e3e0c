/** What reports need of the engine: steps as they open and close, and the diagrams. Never its history. */
@NullMarked
package org.mushterek.engine.reporting;

import org.jspecify.annotations.NullMarked;
