package org.mushterek.engine.visit;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.Suspensions;
import org.mushterek.visit.VisitDeadlines;
import org.mushterek.visit.VisitDeadlines.Step;
import org.springframework.stereotype.Component;

/** What the diagrams ask for due dates and timers; computed on working calendars by {@link VisitDeadlines}. */
@Component
@ForDiagrams
public class VisitDueDates {

    private final VisitDeadlines deadlines;
    private final SendingSide sendingSide;
    private final Suspensions suspensions;

    VisitDueDates(VisitDeadlines deadlines, SendingSide sendingSide, Suspensions suspensions) {
        this.deadlines = deadlines;
        this.sendingSide = sendingSide;
        this.suspensions = suspensions;
    }

    /** The account that opened the request and goes on preparing it. */
    public String preparer(DelegateExecution execution) {
        return sendingSide.preparerOf(execution.getProcessBusinessKey());
    }

    public Date preparation(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.PREPARATION));
    }

    public Date correction(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.CORRECTION));
    }

    public Date waiver(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.WAIVER));
    }

    public Date certification(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.CERTIFICATION));
    }

    public Date endorsement(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.ENDORSEMENT));
    }

    public Date questionAnswer(DelegateExecution execution) {
        return Date.from(deadlines.ofSender(execution.getProcessBusinessKey(), Step.QUESTION_ANSWER));
    }

    public Date deskReview(DelegateExecution execution) {
        return Date.from(deadlines.ofHost(execution.getProcessBusinessKey(), Step.DESK_REVIEW));
    }

    public Date hostDecision(DelegateExecution execution) {
        return Date.from(deadlines.ofHost(execution.getProcessBusinessKey(), Step.HOST_DECISION));
    }

    public Date lapse(DelegateExecution execution) {
        return Date.from(deadlines.eveOfVisitPassed(execution.getProcessBusinessKey()));
    }

    public Date returnOfRecalled(DelegateExecution execution) {
        return Date.from(deadlines.ofReturn(execution.getProcessBusinessKey()));
    }

    /** Nobody asks for a return any more once it is due and the visit is over. */
    public Date returnGivenUp(DelegateExecution execution) {
        var due = deadlines.ofReturn(execution.getProcessBusinessKey());
        var end = deadlines.lastDayPassed(execution.getProcessBusinessKey());
        return Date.from(due.isAfter(end) ? due.plusSeconds(1) : end);
    }

    public Date correctionEnd(DelegateExecution execution) {
        return Date.from(deadlines.correctionEnd(execution.getProcessBusinessKey()));
    }

    public boolean isTimeToCorrect(DelegateExecution execution) {
        return deadlines.isTimeToCorrect(execution.getProcessBusinessKey());
    }

    public Date suspensionReview(DelegateExecution execution) {
        return Date.from(suspensions.reviewDue(execution.getProcessBusinessKey()));
    }

    /** Nobody is late with a suspension that ends with its permit at the same instant. */
    public Date suspensionOverdue(DelegateExecution execution) {
        return Date.from(
                suspensions.reviewDue(execution.getProcessBusinessKey()).plusSeconds(1));
    }

    public Date permitEnd(DelegateExecution execution) {
        return Date.from(deadlines.lastDayPassed(execution.getProcessBusinessKey()));
    }
}
