package org.mushterek.engine;

import org.camunda.bpm.engine.impl.context.Context;

/** Deliberately wrong: the engine's internals outside the guard. */
class KnowsTheInside {

    Object inside() {
        return Context.getCommandContext();
    }
}
