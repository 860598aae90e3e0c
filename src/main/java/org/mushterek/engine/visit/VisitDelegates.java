package org.mushterek.engine.visit;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.Permit;
import org.mushterek.visit.Permits;
import org.mushterek.visit.Recalls;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.VisitDeadlines;
import org.mushterek.visit.VisitMessage.Type;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service tasks of the visit's diagrams: each reads the case's number, calls one use case, sets its answer. */
@Configuration(proxyBeanMethods = false)
class VisitDelegates {

    private final SendingSide sendingSide;
    private final HostSide hostSide;
    private final Permits permits;
    private final VisitDeadlines deadlines;
    private final SideMail mail;
    private final DeskTable deskTable;
    private final OverdueTasks overdue;

    VisitDelegates(
            SendingSide sendingSide,
            HostSide hostSide,
            Permits permits,
            VisitDeadlines deadlines,
            SideMail mail,
            DeskTable deskTable,
            OverdueTasks overdue) {
        this.sendingSide = sendingSide;
        this.hostSide = hostSide;
        this.permits = permits;
        this.deadlines = deadlines;
        this.mail = mail;
        this.deskTable = deskTable;
        this.overdue = overdue;
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeRequestDelegate() {
        return execution -> {
            var routed = sendingSide.judgeSubmission(number(execution));
            execution.setVariable(VisitRequestProcess.REQUEST_IS_LAWFUL, routed == SendingSide.Submission.LAWFUL);
            execution.setVariable(
                    VisitRequestProcess.REQUEST_NEEDS_WAIVER, routed == SendingSide.Submission.NEEDS_WAIVER);
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeTransmissionDelegate() {
        return execution -> execution.setVariable(
                VisitRequestProcess.TRANSMISSION_IS_LAWFUL, sendingSide.judgeTransmission(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate transmitRequestDelegate() {
        return execution -> mail.deliver(Type.REQUEST_TRANSMITTED, number(execution), Map.of());
    }

    @Bean
    @ForDiagrams
    JavaDelegate sendAnswerToQuestionDelegate() {
        return execution -> mail.deliver(Type.QUESTION_ANSWERED, number(execution), Map.of());
    }

    @Bean
    @ForDiagrams
    JavaDelegate sendWithdrawalDelegate() {
        return execution -> mail.deliver(Type.REQUEST_WITHDRAWN, number(execution), Map.of());
    }

    @Bean
    @ForDiagrams
    JavaDelegate sendOrderedWithdrawalDelegate() {
        return sendWithdrawalDelegate();
    }

    @Bean
    @ForDiagrams
    JavaDelegate escalateOverdueTaskDelegate() {
        return execution -> overdue.escalate(execution.getProcessInstanceId(), number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate registerReceiptDelegate() {
        return execution -> {
            deadlines.ofHost(number(execution), VisitDeadlines.Step.DESK_REVIEW);
            deadlines.ofHost(number(execution), VisitDeadlines.Step.HOST_DECISION);
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate chooseDesksDelegate() {
        return execution -> hostSide.openDesks(
                number(execution),
                deskTable.desks(execution.getTenantId(), hostSide.contentForDesks(number(execution))));
    }

    @Bean
    @ForDiagrams
    JavaDelegate judgeDecisionDelegate() {
        return execution -> execution.setVariable(
                HostApprovalProcess.DECISION_IS_LAWFUL, hostSide.judgeDecision(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate askQuestionDelegate() {
        return execution -> mail.deliver(Type.QUESTION_ASKED, number(execution), Map.of());
    }

    @Bean
    @ForDiagrams
    JavaDelegate sendAnswerDelegate() {
        return execution -> {
            var answer = hostSide.answerOf(number(execution));
            execution.setVariable(HostApprovalProcess.HOST_ANSWER, answer);
            mail.deliver(Type.REQUEST_ANSWERED, number(execution), Map.of(VisitRequestProcess.HOST_ANSWER, answer));
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate orderPermitDelegate() {
        return execution -> mail.deliver(Type.PERMIT_ORDERED, number(execution), Map.of());
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordWithdrawalDelegate() {
        return execution -> hostSide.recordWithdrawal(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate recordLapseDelegate() {
        return execution -> hostSide.lapse(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate sendLapseDelegate() {
        return execution -> mail.deliver(
                Type.REQUEST_ANSWERED, number(execution), Map.of(VisitRequestProcess.HOST_ANSWER, "REFUSED"));
    }

    @Bean
    @ForDiagrams
    JavaDelegate issuePermitDelegate() {
        return execution -> permits.issue(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate handOverPermitDelegate() {
        return execution -> {
            var number = number(execution);
            var amended = permits.lockAmendedBy(number);
            mail.deliver(Type.PERMIT_HANDED_OVER, number, Map.of());
            // A request that was withdrawn meanwhile takes nothing over, and nothing else's place.
            if (amended.isPresent() && permits.isOut(number)) {
                mail.deliver(Type.PERMIT_AMENDED, amended.get(), Map.of());
            }
        };
    }

    @Bean
    @ForDiagrams
    JavaDelegate closePermitDelegate() {
        return execution -> permits.close(number(execution), Permit.State.USED);
    }

    @Bean
    @ForDiagrams
    JavaDelegate revokePermitDelegate() {
        return execution -> permits.close(number(execution), Permit.State.REVOKED);
    }

    @Bean
    @ForDiagrams
    JavaDelegate closeAmendedPermitDelegate() {
        return execution -> permits.close(number(execution), Permit.State.AMENDED);
    }

    @Bean
    @ForDiagrams
    JavaDelegate replaceCorrectedPermitDelegate() {
        return execution -> permits.replaceByCorrected(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate suspendPermitDelegate() {
        return execution -> permits.suspend(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate reinstatePermitDelegate() {
        return execution -> permits.reinstate(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate takeRecalledOffPermitDelegate(Recalls recalls) {
        return execution -> execution.setVariable(
                VisitPermitProcess.RETURN_IS_BEING_ARRANGED, recalls.takeOffPermit(number(execution)));
    }

    @Bean
    @ForDiagrams
    JavaDelegate leaveReturnOpenDelegate(Recalls recalls) {
        return execution -> recalls.leaveOpen(number(execution));
    }

    @Bean
    @ForDiagrams
    JavaDelegate expirePermitDelegate() {
        return execution -> permits.close(number(execution), Permit.State.EXPIRED);
    }

    /** Names each desk's task by its desk, so that a list of tasks tells them apart. */
    @Bean
    @ForDiagrams
    TaskListener deskReviewCreatedListener() {
        return task -> {
            var group = String.valueOf(task.getVariable(HostApprovalProcess.DESK));
            task.setName("Review request: " + group.substring(group.indexOf('-') + 1) + " desk");
        };
    }

    @Bean
    @ForDiagrams
    TaskListener taskOverdueListener() {
        return overdue::remind;
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
