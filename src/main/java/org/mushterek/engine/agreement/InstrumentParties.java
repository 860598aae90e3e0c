package org.mushterek.engine.agreement;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.TermWatch;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** The tenants of the sides that a task of an instrument is for: one task for each. */
@Component
@ForDiagrams
public class InstrumentParties {

    private final InstrumentApprovals approvals;
    private final TermWatch watch;

    InstrumentParties(InstrumentApprovals approvals, TermWatch watch) {
        this.approvals = approvals;
        this.watch = watch;
    }

    public List<String> toApprove(DelegateExecution execution) {
        return tenants(approvals.parties(number(execution)).sides());
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
