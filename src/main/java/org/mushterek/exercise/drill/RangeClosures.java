package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closing a range, with all that follows for the plans that stand on it. */
@Service
public class RangeClosures {

    private final TrainingRanges ranges;
    private final DrillScheduling schedules;

    RangeClosures(TrainingRanges ranges, DrillScheduling schedules) {
        this.ranges = ranges;
        this.schedules = schedules;
    }

    /**
     * Closes a range of the account's side for a period, local time there; plans in force that used it then go back to their
     * planners.
     *
     * @throws org.mushterek.common.Refusal FORBIDDEN for others than range officers, NOT_FOUND, INVALID
     */
    @Transactional
    public RangeClosure close(
            Account account,
            String range,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable String reason) {
        var closure = ranges.close(account, range, from, to, reason);
        schedules.rangeClosed(closure);
        return closure;
    }
}
