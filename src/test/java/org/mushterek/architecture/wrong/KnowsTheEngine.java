package org.mushterek.architecture.wrong;

import org.camunda.bpm.engine.ProcessEngine;

/** Deliberately wrong: the engine outside its room. */
class KnowsTheEngine {

    String nameOf(ProcessEngine engine) {
        return engine.getName();
    }
}
