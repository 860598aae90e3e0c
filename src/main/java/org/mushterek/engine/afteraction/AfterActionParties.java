package org.mushterek.engine.afteraction;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.afteraction.AfterActionReports;
import org.mushterek.afteraction.Mergings;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** The tenants of the sides that a task of a report is or of a joint text is for: one task for each party. */
@Component
@ForDiagrams
public class AfterActionParties {

    private final AfterActionReports reports;
    private final Mergings mergings;

    AfterActionParties(AfterActionReports reports, Mergings mergings) {
        this.reports = reports;
        this.mergings = mergings;
    }

    /** All parties but the one that proposed a joint text. */
    public List<String> others(DelegateExecution execution) {
        var number = execution.getProcessBusinessKey();
        var opener = mergings.opener(number).tenant();
        return mergings.parties(number).sides().stream()
                .map(Side::tenant)
                .filter(tenant -> !tenant.equals(opener))
                .toList();
    }

    public List<String> all(DelegateExecution execution) {
        return reports.parties(execution.getProcessBusinessKey()).sides().stream()
                .map(Side::tenant)
                .toList();
    }
}
