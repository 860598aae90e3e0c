package org.mushterek.exercise.planning;

import org.mushterek.common.Message;
import org.mushterek.security.Role;

/** What planning produces: who of the host writes it, and who of each party approves it. */
public enum ProductKind {
    EXERCISE_SPECIFICATION(Role.PLANNER, Role.AUTHORITY),
    EXERCISE_PLAN(Role.PLANNER, Role.AUTHORITY),
    COST_SHARE(Role.PLANNER, Role.AUTHORITY),
    HOST_SUPPORT(Role.PLANNER, Role.AUTHORITY),
    MEDICAL_PLAN(Role.MEDICAL, Role.AUTHORITY),
    RANGE_FORECAST(Role.RANGE, Role.COMMANDER),
    RISK_ASSESSMENT(Role.RANGE, Role.COMMANDER),
    MEDIA_PLAN(Role.PLANNER, Role.AUTHORITY),
    /** Of a gate that was held outside; of no stage. */
    GATE_PROTOCOL(Role.PLANNER, Role.COMMANDER);

    private final Role writer;
    private final Role approver;

    ProductKind(Role writer, Role approver) {
        this.writer = writer;
        this.approver = approver;
    }

    public Role writer() {
        return writer;
    }

    public Role approver() {
        return approver;
    }

    public Message text() {
        return Message.of("planning.product." + name());
    }
}
