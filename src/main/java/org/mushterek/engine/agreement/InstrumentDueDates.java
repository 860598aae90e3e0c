package org.mushterek.engine.agreement;

import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.TermWatch;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** What the diagram of an instrument asks for due dates and timers. */
@Component
@ForDiagrams
public class InstrumentDueDates {

    private final InstrumentApprovals approvals;
    private final TermWatch watch;
    private final Sides sides;

    InstrumentDueDates(InstrumentApprovals approvals, TermWatch watch, Sides sides) {
        this.approvals = approvals;
        this.watch = watch;
        this.sides = sides;
    }

    public Date recording(DelegateExecution execution) {
        return Date.from(approvals.recordingDue(number(execution)));
    }

    public Date approval(DelegateExecution execution) {
        return Date.from(approvals.approvalDue(side(execution, MemorandumApprovalProcess.PARTY)));
    }

    public Date answerOnBehalf(DelegateExecution execution) {
        return Date.from(approvals.approvalDue(side(execution, MemorandumApprovalProcess.OPENER)));
    }

    public Date answerConfirmation(DelegateExecution execution) {
        return Date.from(approvals.confirmationDue(side(execution, MemorandumApprovalProcess.OPENER)));
    }

    /** On the calendar of whose officers tell it. */
    public Date confirmation(DelegateExecution execution) {
        var receiver = String.valueOf(execution.getVariable(MemorandumApprovalProcess.RECEIVER));
        return Date.from(
                approvals.confirmationDue(approvals.officeOf(number(execution), receiver.toUpperCase(Locale.ROOT))));
    }

    public Date entryIntoForce(DelegateExecution execution) {
        return Date.from(approvals.entryIntoForceReached(number(execution)));
    }

    public Date windowOpens(DelegateExecution execution) {
        return Date.from(watch.renewalWindowOpens(number(execution)));
    }

    public Date reminder(DelegateExecution execution) {
        return Date.from(watch.renewalReminder(number(execution)));
    }

    public Date windowCloses(DelegateExecution execution) {
        return Date.from(watch.renewalWindowCloses(number(execution)));
    }

    public Date lastDay(DelegateExecution execution) {
        return Date.from(watch.lastDayPassed(number(execution)));
    }

    public Date review(DelegateExecution execution) {
        return Date.from(watch.reviewDue(side(execution, MemorandumApprovalProcess.PARTY)));
    }

    private Side side(DelegateExecution execution, String variable) {
        return sides.findByTenant(String.valueOf(execution.getVariable(variable)))
                .orElseThrow();
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
