package org.mushterek.exercise.planning;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Parties;
import org.mushterek.common.Side;

/** The processes of planning, as this capability asks for them; the engine runs them. */
public interface PlanningProcesses {

    /**
     * What a task is about, beyond its case.
     *
     * @param stage code of the stage; null at the gate
     * @param product code of the product; null where it is about none
     */
    record About(@Nullable String stage, @Nullable String product) {}

    /** Starts where the exercise is chosen. */
    void open(String number, Parties parties, Side host);

    /** Starts with the exercise known. */
    void begin(String number, Parties parties, Side host);

    /** Starts where the parties confirm the protocol of a gate that was held outside. */
    void beginOutside(String number, Parties parties, Side host);

    /** Sets the timer that ends the planning when it is too late for it. */
    void watchStartex(String number);

    /** Ends the planning wherever it stands. */
    void cancel(String number, Parties parties);

    /**
     * What was for the old STARTEX is asked anew, an invitation that is out or the confirmation of the gate, and the due dates and
     * timers that follow from STARTEX are set to the new days.
     *
     * @param anew whether something was for the old STARTEX
     */
    void startexMoved(String number, Parties parties, boolean anew);

    /**
     * A due date that has moved.
     *
     * @param side code of the side whose officers have the task
     */
    record MovedDue(String side, Instant before, Instant after) {}

    /** The due dates that follow from the days of the planning are set anew; those that moved. */
    List<MovedDue> daysMoved(String number);

    /** @throws org.mushterek.common.Refusal NOT_FOUND where the task is no more */
    About about(String taskId);
}
