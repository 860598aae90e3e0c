package org.mushterek.engine.afteraction;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.afteraction.AfterActionReports;
import org.mushterek.common.Side;
import org.mushterek.engine.ForDiagrams;
import org.springframework.stereotype.Component;

/** The tenants of the sides that a task of a report is for: one task for each party. */
@Component
@ForDiagrams
public class AfterActionParties {

    private final AfterActionReports reports;

    AfterActionParties(AfterActionReports reports) {
        this.reports = reports;
    }

    public List<String> all(DelegateExecution execution) {
        return reports.parties(execution.getProcessBusinessKey()).sides().stream()
                .map(Side::tenant)
                .toList();
    }
}
