package org.mushterek.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.IncidentQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.mushterek.task.StuckStep;
import org.mushterek.task.StuckSteps;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The engine's jobs without an attempt left. It makes an incident of each, which is gone when the job may be tried again. */
@Component
public class EngineStuckSteps implements StuckSteps {

    private final ManagementService jobs;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final EngineWork engineWork;
    private final Sides sides;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration pause;

    /** @param pause between the last try of a step that is stuck and the next */
    EngineStuckSteps(
            @Lazy ManagementService jobs,
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            EngineWork engineWork,
            Sides sides,
            AuditTrail audit,
            Clock clock,
            @Value("${mushterek.stuck-steps.tried-again-after}") Duration pause) {
        this.jobs = jobs;
        this.runtime = runtime;
        this.repository = repository;
        this.engineWork = engineWork;
        this.sides = sides;
        this.audit = audit;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public List<StuckStep> ofSide(Account account, Set<String> processes, int limit) {
        // An empty list of processes would ask for those of all.
        return processes.isEmpty() ? List.of() : read(limit, query -> narrowed(query, account, processes));
    }

    @Override
    public List<StuckStep> ofAll(int limit) {
        return read(limit, UnaryOperator.identity());
    }

    @Override
    public long count() {
        // Of the job alone: a process that has called another has an incident of each of its failed jobs, too.
        return engineWork.asSystem(() -> jobs.createJobQuery().noRetriesLeft().count());
    }

    @Override
    @Transactional
    public void tryAgain(Account account, Set<String> processes, String id) {
        var stuck = processes.isEmpty()
                ? List.<StuckStep>of()
                : read(1, query -> narrowed(query, account, processes).configuration(id));
        var step = stuck.stream().findFirst().orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "task.notStuck"));
        if (!account.hasAny(Readers.TAKE_PART) && !account.has(Role.LESSONS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "task.stuckReadsOnly");
        }
        tryAgain(step);
        audit.record(account.id(), account.side().code(), step.caseNumber(), "step.triedAgain", step.step());
    }

    @Override
    @Transactional
    public void tryAgain(StuckStep step) {
        engineWork.asSystem(() -> {
            var job = jobs.createJobQuery().jobId(step.id()).noRetriesLeft().singleResult();
            if (job != null) {
                // The last try has put it off for some minutes.
                jobs.setJobDuedate(job.getId(), Date.from(clock.instant()));
                jobs.setJobRetries(job.getId(), 1);
            }
        });
    }

    private IncidentQuery failedJobs() {
        return runtime.createIncidentQuery().incidentType(Incident.FAILED_JOB_HANDLER_TYPE);
    }

    private IncidentQuery narrowed(IncidentQuery query, Account account, Set<String> processes) {
        return query.tenantIdIn(sides.tenantsOf(account.side()).toArray(String[]::new))
                .processDefinitionKeyIn(processes.toArray(String[]::new));
    }

    private List<StuckStep> read(int limit, UnaryOperator<IncidentQuery> narrowing) {
        return engineWork.asSystem(() -> {
            var found = narrowing
                    .apply(failedJobs())
                    .orderByIncidentTimestamp()
                    .asc()
                    .orderByIncidentId()
                    .asc()
                    .listPage(0, limit)
                    .stream()
                    // Those that a calling process has for it name no job.
                    .filter(incident -> incident.getConfiguration() != null)
                    .toList();
            var numbers = numbers(found);
            return found.stream().map(incident -> step(incident, numbers)).toList();
        });
    }

    private Map<String, String> numbers(List<Incident> found) {
        var instances = found.stream()
                .map(Incident::getProcessInstanceId)
                .filter(instance -> instance != null)
                .collect(Collectors.toSet());
        return instances.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    }

    private StuckStep step(Incident incident, Map<String, String> numbers) {
        var definition = incident.getProcessDefinitionId();
        // Where the fault was, if that is known, else where the job stands.
        var failed = incident.getFailedActivityId();
        var node = failed == null ? incident.getActivityId() : failed;
        var lastTried = incident.getIncidentTimestamp().toInstant();
        return new StuckStep(
                incident.getConfiguration(),
                definition == null ? "" : DefinitionKey.of(definition),
                node,
                definition == null ? node : nameOf(definition, node),
                numbers.getOrDefault(String.valueOf(incident.getProcessInstanceId()), ""),
                lastTried,
                lastTried.plus(pause));
    }

    private String nameOf(String definition, String node) {
        return repository.getBpmnModelInstance(definition).getModelElementById(node) instanceof FlowElement named
                        && named.getName() != null
                ? named.getName()
                : node;
    }
}
