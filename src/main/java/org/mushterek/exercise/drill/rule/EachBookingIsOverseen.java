package org.mushterek.exercise.drill.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after the range handbooks of Camp Pendleton and DA PAM 385-63: each booking names a range safety officer, each
 * use of munitions an officer in charge, too, both of a grade that suits what is done. It asks for two functions, not for two
 * persons: one who suits both may hold both. That nobody oversees two drills at once is for RNG-02.
 */
record EachBookingIsOverseen(DatedParameters parameters) implements DrillRule {

    static final String SAFETY_OFFICER = "range.safetyOfficer";
    static final String OFFICER_IN_CHARGE = "range.officerInCharge";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "RNG-01",
                    CHECK,
                    BLOCKS,
                    SAFETY_OFFICER + ".LIVE_FIRE",
                    SAFETY_OFFICER + ".COMBINED_ARMS",
                    SAFETY_OFFICER + ".DEMOLITION",
                    OFFICER_IN_CHARGE + ".LIVE_FIRE",
                    OFFICER_IN_CHARGE + ".COMBINED_ARMS",
                    OFFICER_IN_CHARGE + ".DEMOLITION")
            .serving(COMPARABLE, "Camp Pendleton range handout; DA PAM 385-63");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(DrillFacts plan) {
        var valid = parameters.on(plan.parametersDate());
        var faults = new ArrayList<Fault>();
        for (var i = 0; i < plan.drills().size(); i++) {
            var drill = plan.drills().get(i);
            var place = "drills/" + (i + 1) + "/";
            if (drill.usesMunitions()) {
                judge(
                        faults,
                        place + "safetyOfficer",
                        drill,
                        drill.safetyOfficer(),
                        valid.grade(SAFETY_OFFICER + "." + drill.kind()));
                judge(
                        faults,
                        place + "officerInCharge",
                        drill,
                        drill.officerInCharge(),
                        valid.grade(OFFICER_IN_CHARGE + "." + drill.kind()));
            } else if (drill.safetyOfficer() == null
                    || Grade.of(drill.safetyOfficer()).isEmpty()) {
                faults.add(missing(place + "safetyOfficer", drill, "OR-1"));
            }
        }
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void judge(
            List<Fault> faults, String place, DrillFacts.Drill drill, @Nullable String named, String least) {
        var grade = named == null ? null : Grade.of(named).orElse(null);
        if (grade == null) {
            faults.add(missing(place, drill, least));
        } else if (grade.compareTo(new Grade(least)) < 0) {
            faults.add(new Fault(
                    place,
                    DESCRIPTION
                            .say("tooLow")
                            .with("drill", drill.code())
                            .with("grade", grade.code())
                            .with("least", least),
                    DESCRIPTION.say("tooLow.cure").with("least", least)));
        }
    }

    private static Fault missing(String place, DrillFacts.Drill drill, String least) {
        var name = place.substring(place.lastIndexOf('/') + 1);
        return new Fault(
                place,
                DESCRIPTION.say("missing." + name).with("drill", drill.code()),
                DESCRIPTION.say("missing.cure").with("least", least));
    }
}
