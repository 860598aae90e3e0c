package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.NATIONAL_LAW;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.Duration;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;

/**
 * House rule, after Azerbaijan's State Protocol: the aircraft lands within the hours for which its clearance holds; a landing
 * before them or after them needs a new clearance.
 *
 * <p>Interpretation: the hours count from the landing that was cleared, later and earlier alike. Before the clearance there is
 * nothing to judge.
 */
record ClearanceCoversArrival(DatedParameters parameters) implements VisitRule {

    static final String VALIDITY = "air.clearanceHours";
    private static final String AZERBAIJAN = "AZE";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("AIR-02", CHECK, BLOCKS, VALIDITY)
            .serving(NATIONAL_LAW, "mfa.gov.az/content/145");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var flight = visit.document().airMovement();
        var cleared = flight == null ? null : flight.clearedFor();
        if (flight == null || cleared == null || !visit.document().hostState().equals(AZERBAIJAN)) {
            return DESCRIPTION.notApplicable();
        }
        var arrives = flight.arrivesAt();
        if (arrives == null) {
            return DESCRIPTION.undetermined(
                    "airMovement.arrivesAt", DESCRIPTION.say("missing"), DESCRIPTION.say("missing.cure"));
        }
        int hours = parameters.on(visit.parametersDate()).hours(VALIDITY);
        if (Duration.between(cleared, arrives).abs().compareTo(Duration.ofHours(hours)) <= 0) {
            return DESCRIPTION.satisfied();
        }
        return DESCRIPTION.breached(
                "airMovement.arrivesAt",
                DESCRIPTION
                        .say("reason")
                        .with("arrives", arrives)
                        .with("cleared", cleared)
                        .with("hours", hours),
                DESCRIPTION.say("cure"));
    }
}
