package org.mushterek.afteraction;

/** What the program shares with the diagram {@code action-offer}: its task, messages and what its gateway asks for. */
public final class ActionOfferProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "action-offer";

    public static final String ANSWER_OFFER = "userTask_answerOffer";

    /** The tenant of the side that is asked. */
    public static final String PARTY = "party";

    /** True where the side that was asked has taken the action over. */
    public static final String OFFER_ACCEPTED = "offerAccepted";

    /** Starts the process. */
    public static final String ACTION_OFFERED = "afteraction.actionOffered";

    /** Ends it while it waits. */
    public static final String OFFER_WITHDRAWN = "afteraction.offerWithdrawn";

    private ActionOfferProcess() {}
}
