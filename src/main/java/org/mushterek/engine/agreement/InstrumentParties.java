package org.mushterek.engine.agreement;

import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.TermWatch;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.security.Role;
import org.springframework.stereotype.Component;

/** For whom the tasks of an instrument are: one for each party, and with whom those of absent parties lie. */
@Component
@ForDiagrams
public class InstrumentParties {

    private final InstrumentApprovals approvals;
    private final TermWatch watch;
    private final Sides sides;

    InstrumentParties(InstrumentApprovals approvals, TermWatch watch, Sides sides) {
        this.approvals = approvals;
        this.watch = watch;
        this.sides = sides;
    }

    public List<String> toApprove(DelegateExecution execution) {
        return approvals.toAnswer(number(execution)).stream()
                .map(code -> sides.find(code).map(Side::tenant).orElse(code.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** Whether the party has officers here. */
    public boolean answersItself(DelegateExecution execution) {
        return approvals.answersItself(number(execution), code(execution, MemorandumApprovalProcess.PARTY));
    }

    /** Whose legal officers tell when the receiver got the notification. */
    public String group(DelegateExecution execution) {
        var office = approvals.officeOf(number(execution), code(execution, MemorandumApprovalProcess.RECEIVER));
        return Role.LEGAL.groupOf(office.tenant());
    }

    private static String code(DelegateExecution execution, String variable) {
        return String.valueOf(execution.getVariable(variable)).toUpperCase(Locale.ROOT);
    }

    /** All but the party whose notification it is. */
    public List<String> toReceive(DelegateExecution execution) {
        var notifier = execution.getVariable(MemorandumApprovalProcess.PARTY);
        return toApprove(execution).stream()
                .filter(tenant -> !tenant.equals(notifier))
                .toList();
    }

    public List<String> toDecide(DelegateExecution execution) {
        return tenants(watch.toDecide(number(execution)));
    }

    public List<String> toReview(DelegateExecution execution) {
        return tenants(watch.toReview(number(execution)));
    }

    private static List<String> tenants(List<Side> sides) {
        return sides.stream().map(Side::tenant).toList();
    }

    private static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
