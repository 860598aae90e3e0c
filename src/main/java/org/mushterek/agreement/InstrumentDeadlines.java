package org.mushterek.agreement;

import java.time.LocalDate;
import java.util.Map;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.Side;
import org.springframework.stereotype.Component;

/** How long the steps of an instrument take. House choices; the end of the renewal window is the instrument's own. */
@Component
class InstrumentDeadlines implements OfficeSteps {

    static final int DAYS_TO_RECORD = 5;
    /** A parliament takes its time; whoever is late is reminded, and nothing ends. */
    static final int DAYS_TO_APPROVE = 60;

    static final int DAYS_TO_CONFIRM = 5;
    static final int DAYS_TO_REVIEW = 5;

    private final InstrumentCases cases;

    InstrumentDeadlines(InstrumentCases cases) {
        this.cases = cases;
    }

    @Override
    public String process() {
        return MemorandumApprovalProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(
                MemorandumApprovalProcess.RECORD_INSTRUMENT, DAYS_TO_RECORD,
                MemorandumApprovalProcess.RECORD_APPROVAL, DAYS_TO_APPROVE,
                MemorandumApprovalProcess.RECORD_ON_BEHALF, DAYS_TO_APPROVE,
                MemorandumApprovalProcess.CONFIRM_ANSWER, DAYS_TO_CONFIRM,
                MemorandumApprovalProcess.CONFIRM_NOTIFICATION, DAYS_TO_CONFIRM,
                MemorandumApprovalProcess.REVIEW_CASES, DAYS_TO_REVIEW);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        cases.tell(cases.find(caseNumber).orElseThrow(), "system", side.code(), "dueDateMoved", day, told);
    }
}
