package org.mushterek.engine.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Notes under which authentication each send task runs in the job executor's own threads. */
public final class JobAuthentications extends AbstractProcessEnginePlugin {

    /** For {@code @Import}. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Watched {

        @Bean
        JobAuthentications jobAuthentications() {
            return new JobAuthentications();
        }
    }

    /**
     * One send task.
     *
     * @param ofJob account, groups and tenants while the job runs
     */
    public record Seen(String step, String tenant, boolean byJobExecutor, String ofJob) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var listeners = configuration.getCustomPostBPMNParseListeners();
        var all = listeners == null ? new ArrayList<BpmnParseListener>() : new ArrayList<>(listeners);
        all.add(new AbstractBpmnParseListener() {
            @Override
            public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
                ExecutionListener note = execution -> seen.add(new Seen(
                        execution.getCurrentActivityId(),
                        execution.getTenantId(),
                        Context.getJobExecutorContext() != null,
                        told(execution.getProcessEngineServices().getIdentityService())));
                activity.addListener(ExecutionListener.EVENTNAME_START, note);
            }
        });
        configuration.setCustomPostBPMNParseListeners(all);
    }

    private static String told(IdentityService identities) {
        @Nullable Authentication authentication = identities.getCurrentAuthentication();
        return authentication == null
                ? "nobody"
                : authentication.getUserId() + " " + authentication.getGroupIds() + " " + authentication.getTenantIds();
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }
}
