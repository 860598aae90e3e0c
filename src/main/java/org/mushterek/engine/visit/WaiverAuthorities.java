package org.mushterek.engine.visit;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.mushterek.engine.ForDiagrams;
import org.mushterek.visit.SendingSide;
import org.springframework.stereotype.Component;

/** The groups that are offered a waiver: those whom the rule book names for what the request breaches. */
@Component
@ForDiagrams
public class WaiverAuthorities {

    private final SendingSide sendingSide;

    WaiverAuthorities(SendingSide sendingSide) {
        this.sendingSide = sendingSide;
    }

    public List<String> groups(DelegateExecution execution) {
        return sendingSide.waiverAuthorities(execution.getProcessBusinessKey()).stream()
                .map(role -> role.groupOf(execution.getTenantId()))
                .toList();
    }
}
