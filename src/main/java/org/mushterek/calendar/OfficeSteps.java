package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.Map;
import org.mushterek.common.Side;

/**
 * Steps of a process whose due date counts working days of an office from when the step was opened, so that a decree moves it
 * (CAL-03).
 */
public interface OfficeSteps {

    /** The process, by its id ({@code memorandum-approval}). */
    String process();

    /** How many working days each step has, by the step's id in the diagram. */
    Map<String, Integer> workingDays();

    /**
     * Notes that a decree has moved an open due date.
     *
     * @param day the new due day, in the side's zone
     * @param told the decree with the old and the new day, the same in each language
     */
    void moved(String caseNumber, Side side, LocalDate day, String told);
}
