package org.mushterek.engine;

import org.mushterek.task.StuckSteps;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether steps are stuck, for whoever watches over the machine. It makes no node sick: another would stand before the same
 * steps.
 */
@Component("stuckSteps")
class StuckStepHealth implements HealthIndicator {

    private static final Status STUCK = new Status("STUCK");

    private final StuckSteps steps;

    StuckStepHealth(StuckSteps steps) {
        this.steps = steps;
    }

    @Override
    public Health health() {
        var stuck = steps.count();
        return (stuck == 0 ? Health.up() : Health.status(STUCK))
                .withDetail("stuck", stuck)
                .build();
    }
}
