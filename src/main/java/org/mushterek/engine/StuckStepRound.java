package org.mushterek.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.mushterek.notification.Round;
import org.mushterek.task.StuckStep;
import org.mushterek.task.StuckSteps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says in the log which steps are stuck, each once on each node, and tries them again from time to time: what was missing may
 * be there again, and no case waits for ever.
 */
@Component
public class StuckStepRound implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(StuckStepRound.class);

    /** More at once have one cause, which those show as well; the others come in later rounds. */
    private static final int AT_ONCE = 200;

    private final StuckSteps steps;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();

    StuckStepRound(StuckSteps steps, Clock clock) {
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void go() {
        var stuck = steps.ofAll(AT_ONCE);
        told.retainAll(stuck.stream().map(StuckStep::id).collect(Collectors.toSet()));
        for (var step : stuck) {
            if (told.add(step.id())) {
                LOG.error(
                        "{} is stuck: the step {} of {} failed at each of its tries, the last time at {}.\n"
                                + "What it failed with stands in an earlier line on job {}. It is tried again at {}.",
                        step.caseNumber().isEmpty() ? "The program" : step.caseNumber(),
                        step.step(),
                        step.process(),
                        step.lastTried(),
                        step.id(),
                        step.nextTry());
            }
        }
        var now = clock.instant();
        stuck.stream().filter(step -> !step.nextTry().isAfter(now)).forEach(steps::tryAgain);
    }
}
