package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** How a rule works. */
public enum Kind {
    /** Gives a verdict on facts. */
    CHECK,
    /** Opens a task for somebody. */
    DUTY,
    /** Shapes a process. */
    PROCEDURE;

    public Message text() {
        return Message.of("rule.kind." + name());
    }
}
