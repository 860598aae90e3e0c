package org.mushterek.reporting;

import java.util.List;
import java.util.Optional;

/** The diagrams by which cases run, and where in them they stand. */
public interface Diagrams {

    /**
     * A diagram as BPMN, as it was when cases began by it; empty where the side has none of this version.
     *
     * @param process such as {@code visit-request}
     * @param version of it on this side, the latest where it is 0
     * @param side code of the side
     */
    Optional<String> find(String process, int version, String side);

    /**
     * Where a case waits now for something else than an officer's step: a message, a time, a process that it called.
     *
     * @param number of the case
     * @param side code of the side, of whose processes and joint ones it is told
     */
    List<Place> waitingPlaces(String number, String side);

    /**
     * A place in a diagram.
     *
     * @param process such as {@code visit-request}
     * @param node id of the node
     * @param name as it stands in the diagram, in English; empty where it has none
     */
    record Place(String process, String node, String name) {}
}
