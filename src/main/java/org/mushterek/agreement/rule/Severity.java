package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** What a breach does to a case. */
public enum Severity {
    /** The case cannot go on. */
    BLOCKS,
    /** The case cannot go on unless the named authority waives the rule for this revision. */
    NEEDS_WAIVER,
    /** The case goes on; whoever decides is told. */
    WARNS;

    /** Whether a case is held, waiver or not. */
    public boolean holdsTheCase() {
        return this != WARNS;
    }

    public Message text() {
        return Message.of("rule.severity." + name());
    }
}
