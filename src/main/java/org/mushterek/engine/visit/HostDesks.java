package org.mushterek.engine.visit;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.visit.HostSide;
import org.springframework.stereotype.Component;

/** The groups of the desks that have to look at a request: one task for each. */
@Component
@ForDiagrams
public class HostDesks {

    private final HostSide hostSide;

    HostDesks(HostSide hostSide) {
        this.hostSide = hostSide;
    }

    public List<String> groups(DelegateExecution execution) {
        return hostSide.openDesks(execution.getProcessBusinessKey()).stream()
                .map(desk -> execution.getTenantId() + "-" + desk)
                .toList();
    }
}
