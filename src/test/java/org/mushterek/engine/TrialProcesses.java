package org.mushterek.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.web.CaseDoor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the processes below {@code test-processes} need, and a product that starts and completes without judging. */
@TestConfiguration(proxyBeanMethods = false)
public class TrialProcesses {

    /** Ends with a business error that no diagram catches. */
    @ForDiagrams
    public static class BreakingDelegate implements JavaDelegate {

        @Override
        public void execute(DelegateExecution execution) {
            throw new BpmnError("nobodyCatchesThis");
        }

        public String note(String text) {
            return "noted " + text;
        }
    }

    @Bean
    BreakingDelegate breakingDelegate() {
        return new BreakingDelegate();
    }

    @Bean
    @Primary
    CaseDoor caseDoor(EngineWork engineWork, RuntimeService runtime, TaskService tasks) {
        return new CaseDoor() {
            @Override
            public void complete(Account account, String taskId) {
                engineWork.as(account, () -> {
                    tasks.complete(taskId);
                    return true;
                });
            }

            @Override
            public StartedCase start(Account account, String processDefinitionKey, @Nullable String tenant) {
                var side = account.side().tenant();
                var started = engineWork.asSystem(() -> runtime.createProcessInstanceByKey(processDefinitionKey)
                        .processDefinitionTenantId(side)
                        .businessKey("TRIAL-1")
                        .execute());
                return new StartedCase(started.getId(), started.getProcessDefinitionId(), "TRIAL-1", side);
            }
        };
    }
}
