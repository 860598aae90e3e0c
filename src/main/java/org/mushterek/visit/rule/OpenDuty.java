package org.mushterek.visit.rule;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.common.Message;

/**
 * A duty that the facts of a case ask for.
 *
 * @param text what has to be done
 */
public record OpenDuty(RuleDescription rule, DutyHolder holder, Message text) {

    /** Code of the rule ({@code MED-02}). */
    public String code() {
        return rule.id().code();
    }
}
