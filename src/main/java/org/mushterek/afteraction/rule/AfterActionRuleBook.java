package org.mushterek.afteraction.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules after an exercise in the order in which they are told. All of them shape the processes, so that none is judged on facts. */
@Component
@Order(5)
public class AfterActionRuleBook implements ShownRuleBook {

    private static final String PARAMETERS = "/rulebook/after-action.yaml";
    private static final String HSEEP = "HSEEP 2020";
    private static final String PORTAL = "NATO Lessons Learned Portal";

    private static final List<RuleDescription> RULES = List.of(
            house("AAR-01", WARNS).serving(COMPARABLE, HSEEP),
            house("AAR-02", WARNS, "afteraction.observationDays", "afteraction.firstReportDays"),
            house("AAR-03", WARNS, "afteraction.meetingDays").serving(COMPARABLE, "SFDEM exercise page"),
            house("AAR-04", BLOCKS, "afteraction.settlementDays", "afteraction.finalReportDays"),
            house("AAR-05", BLOCKS).serving(COMPARABLE, "SFDEM exercise page"),
            house("AAR-06", BLOCKS, "afteraction.decisionWorkingDays").serving(COMPARABLE, PORTAL),
            house("AAR-07", BLOCKS, "afteraction.validationWorkingDays").serving(COMPARABLE, "JALLC"),
            house("AAR-08", BLOCKS).serving(COMPARABLE, HSEEP));

    private final DatedParameters parameters = DatedParameters.read(PARAMETERS);

    private static RuleDescription house(String code, Severity severity, String... numbers) {
        return RuleDescription.ofTheHouse(code, PROCEDURE, severity, numbers);
    }

    public List<RuleDescription> descriptions() {
        return RULES;
    }

    /** The book as a person sees it. */
    @Override
    public RuleBookPage page() {
        return RuleBookPage.of(RULES, parameters);
    }
}
