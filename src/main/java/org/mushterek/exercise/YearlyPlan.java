package org.mushterek.exercise;

import java.util.List;
import org.mushterek.common.Finding;

/** The yearly plan of military cooperation, as the register of exercises asks it (LEG-05). */
public interface YearlyPlan {

    /** Whether the exercise stands on a line that its parties have agreed and that covers its days. */
    boolean holds(Exercise exercise);

    /** Why the exercise cannot stand on the line that it names; empty where it can, or names none. */
    List<Finding> objections(Exercise exercise);
}
