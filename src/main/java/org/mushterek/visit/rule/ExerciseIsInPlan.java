package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.NEEDS_WAIVER;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the yearly plans of military cooperation: the exercise stands on a line of the yearly plan; one that is
 * out of plan needs a waiver.
 */
record ExerciseIsInPlan() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "LEG-05", CHECK, NEEDS_WAIVER, "waiver.LEG-05")
            .serving(COMPARABLE, "AA/memleket 2019; AA 2025-12-18");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var exercise = visit.exercise();
        if (exercise == null) {
            return DESCRIPTION.undetermined(
                    "exerciseCode", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        var line = exercise.planLine();
        if (line != null && !line.isBlank()) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "exerciseCode",
                DESCRIPTION.say("reason").with("exercise", exercise.code()),
                DESCRIPTION.say("cure").with("exercise", exercise.code()));
    }
}
