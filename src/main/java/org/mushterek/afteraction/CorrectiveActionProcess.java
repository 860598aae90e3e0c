package org.mushterek.afteraction;

/** What the program shares with the diagram {@code corrective-action}: its tasks, messages and what its gateway asks for. */
public final class CorrectiveActionProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "corrective-action";

    public static final String IMPLEMENT_ACTION = "userTask_implementAction";
    public static final String VALIDATE_ACTION = "userTask_validateAction";

    /** The group that has to do it, such as {@code aze-medical}. */
    public static final String ACTION_BODY = "actionBody";

    /** True where somebody other than the doer has found that the action did what it was meant to. */
    public static final String ACTION_VALIDATED = "actionValidated";

    /** Starts the process: a lessons officer has ordered the action. */
    public static final String ACTION_TASKED = "afteraction.actionTasked";

    /** Ends the process: a lessons officer has given the action up. */
    public static final String ACTION_CANCELLED = "afteraction.actionCancelled";

    private CorrectiveActionProcess() {}
}
