package org.mushterek.calendar;

import java.time.LocalDate;
import java.util.Map;
import org.mushterek.common.Side;
import org.springframework.stereotype.Component;

/** How long the steps of a decree take; house choices. A decree moves those of another that is still open. */
@Component
class DecreeDeadlines implements OfficeSteps {

    static final int DAYS_TO_RECORD = 3;
    static final int DAYS_TO_CONFIRM = 1;

    private final Decrees decrees;

    DecreeDeadlines(Decrees decrees) {
        this.decrees = decrees;
    }

    @Override
    public String process() {
        return CalendarDecreeProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(
                CalendarDecreeProcess.RECORD_DECREE, DAYS_TO_RECORD,
                CalendarDecreeProcess.CONFIRM_DECREE, DAYS_TO_CONFIRM);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        decrees.tell(caseNumber, side.code(), "system", "dueDateMoved", told);
    }
}
