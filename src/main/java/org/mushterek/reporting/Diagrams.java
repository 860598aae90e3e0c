package org.mushterek.reporting;

import java.util.Optional;

/** The diagrams by which cases run. */
public interface Diagrams {

    /**
     * A diagram as BPMN, as it was when cases began by it; empty where the side has none of this version.
     *
     * @param process such as {@code visit-request}
     * @param version of it on this side, the latest where it is 0
     * @param side code of the side
     */
    Optional<String> find(String process, int version, String side);
}
