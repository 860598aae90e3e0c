package org.mushterek.exercise.drill;

import java.time.LocalDate;
import java.util.Map;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.mushterek.exercise.DrillSchedulingProcess;
import org.springframework.stereotype.Component;

/** How long the steps of a schedule take. House choices. */
@Component
class DrillDeadlines implements OfficeSteps {

    static final int DAYS_TO_PLAN = 10;
    static final int DAYS_TO_DECIDE_OVERRIDE = 3;
    static final int DAYS_TO_CONFIRM = 5;
    static final int DAYS_TO_ACCEPT = 5;

    private final DrillRecords records;

    DrillDeadlines(DrillRecords records) {
        this.records = records;
    }

    @Override
    public String process() {
        return DrillSchedulingProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(
                DrillSchedulingProcess.PLAN_DRILLS, DAYS_TO_PLAN,
                DrillSchedulingProcess.DECIDE_OVERRIDE, DAYS_TO_DECIDE_OVERRIDE,
                DrillSchedulingProcess.CONFIRM_BOOKINGS, DAYS_TO_CONFIRM,
                DrillSchedulingProcess.ACCEPT_PLAN, DAYS_TO_ACCEPT);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        records.tell(caseNumber, "system", side.code(), "dueDateMoved", told);
    }
}
