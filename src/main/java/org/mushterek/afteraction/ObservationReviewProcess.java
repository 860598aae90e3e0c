package org.mushterek.afteraction;

/** What the program shares with the diagram {@code observation-review}: its task, messages and what its gateway asks for. */
public final class ObservationReviewProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "observation-review";

    public static final String DECIDE_OBSERVATION = "userTask_decideObservation";

    /** True where the lessons officer has accepted the observation. */
    public static final String OBSERVATION_ACCEPTED = "observationAccepted";

    /** Starts the process: an officer has submitted an observation. */
    public static final String OBSERVATION_SUBMITTED = "afteraction.observationSubmitted";

    /** Ends the process: its writer has taken the observation back. */
    public static final String OBSERVATION_WITHDRAWN = "afteraction.observationWithdrawn";

    private ObservationReviewProcess() {}
}
