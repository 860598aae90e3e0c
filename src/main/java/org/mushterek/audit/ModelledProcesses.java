package org.mushterek.audit;

import java.util.Map;
import java.util.Optional;

/** The processes that the program runs, as their diagrams tell them. */
public interface ModelledProcesses {

    /**
     * A process.
     *
     * @param key such as {@code visit-request}
     * @param isJoint whether its cases are of several sides
     * @param tasks what the tasks of officers are called in its diagrams, the older ones too, by their ids
     */
    record Modelled(String key, boolean isJoint, Map<String, String> tasks) {}

    Optional<Modelled> find(String key);
}
