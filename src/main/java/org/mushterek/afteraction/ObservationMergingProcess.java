package org.mushterek.afteraction;

/** What the program shares with the diagram {@code observation-merging}: its tasks, messages and what its gateway asks for. */
public final class ObservationMergingProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "observation-merging";

    public static final String AGREE_TEXT = "userTask_confirmJointText";
    public static final String CORRECT_TEXT = "userTask_correctJointText";

    /** The tenant of the side that proposed the text. */
    public static final String OPENER = "opener";

    /** The tenant of the side that a task of another party is about. */
    public static final String PARTY = "party";

    /** True as soon as one party returns the text. */
    public static final String TEXT_RETURNED = "textReturned";

    /** Starts the process. */
    public static final String MERGING_PROPOSED = "afteraction.mergingProposed";

    /** Ends it from wherever it waits. */
    public static final String MERGING_WITHDRAWN = "afteraction.mergingWithdrawn";

    private ObservationMergingProcess() {}
}
