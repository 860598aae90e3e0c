package org.mushterek.exercise;

import org.jspecify.annotations.Nullable;
import org.mushterek.exercise.schedule.CpSatEngine;
import org.mushterek.exercise.schedule.PlanEngine;
import org.mushterek.exercise.schedule.SerialEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The engine that searches here: the one that proves, where its native library loads, else the one in plain Java. It is
 * loaded when it is first needed.
 */
@Component("solver")
public class ActiveEngine implements HealthIndicator {

    private final boolean plainJava;
    private @Nullable PlanEngine engine;

    ActiveEngine(@Value("${mushterek.schedule.plain-java:false}") boolean plainJava) {
        this.plainJava = plainJava;
    }

    public synchronized PlanEngine get() {
        var loaded = engine;
        if (loaded == null) {
            loaded = plainJava
                    ? new SerialEngine()
                    : CpSatEngine.load().<PlanEngine>map(solver -> solver).orElseGet(SerialEngine::new);
            engine = loaded;
        }
        return loaded;
    }

    @Override
    public Health health() {
        var active = get();
        return Health.up()
                .withDetail("engine", active.name())
                .withDetail("proves", active.proves())
                .build();
    }
}
