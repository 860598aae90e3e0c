package org.mushterek.reporting;

import java.time.Instant;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.common.Side;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How long an office of a side has had something, in minutes in which it works. */
@Component
class WorkedTime {

    // The calendars write to the audit, which this listens to.
    private final ObjectProvider<OfficeDeadlines> offices;

    WorkedTime(ObjectProvider<OfficeDeadlines> offices) {
        this.offices = offices;
    }

    /** Whole minutes of the side's office hours between the two; 0 where the second is not later. */
    long minutes(Side side, Instant from, Instant to) {
        return offices.getObject().worked(side, from, to).toMinutes();
    }
}
