package org.mushterek.engine.visit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.core.io.ClassPathResource;

/**
 * The engine alone at its default settings, with the visit's diagrams: delegates start and correlate the other side's
 * processes and set what the diagrams route by, and do nothing else. The measure beside which the product is measured.
 */
final class BareEngine implements AutoCloseable {

    static final String SENDER = "tur";
    static final String HOST = "aze";
    private static final List<String> DIAGRAMS = List.of("visit-request", "host-approval", "visit-permit");

    private final ProcessEngine engine;

    BareEngine(DataSource database) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(beans());
        engine = configuration.buildProcessEngine();
        for (var tenant : List.of(SENDER, HOST)) {
            var deployment = engine.getRepositoryService().createDeployment().tenantId(tenant);
            for (var diagram : DIAGRAMS) {
                try {
                    deployment.addInputStream(
                            diagram + ".bpmn",
                            new ClassPathResource("processes/visit/" + diagram + ".bpmn").getInputStream());
                } catch (IOException missing) {
                    throw new UncheckedIOException(missing);
                }
            }
            deployment.deploy();
        }
    }

    private Map<Object, Object> beans() {
        var beans = new HashMap<Object, Object>();
        beans.put("visitDueDates", new DueDates());
        beans.put("hostDesks", new Desks());
        beans.put("waiverAuthorities", new Desks());
        beans.put("taskOverdueListener", (TaskListener) task -> {});
        beans.put("deskReviewCreatedListener", (TaskListener) task -> {});
        for (var idle : List.of(
                "registerReceipt", "chooseDesks", "issuePermit", "closePermit", "revokePermit", "expirePermit",
                "escalateOverdueTask", "recordWithdrawal", "recordLapse", "askQuestion", "sendAnswerToQuestion",
                "sendWithdrawal", "sendOrderedWithdrawal", "sendLapse", "takeRecalledOffPermit", "leaveReturnOpen")) {
            delegate(beans, idle, execution -> {});
        }
        delegate(beans, "judgeRequest", execution -> {
            execution.setVariable("requestIsLawful", true);
            execution.setVariable("requestNeedsWaiver", false);
        });
        delegate(beans, "judgeTransmission", execution -> execution.setVariable("transmissionIsLawful", true));
        delegate(beans, "judgeDecision", execution -> execution.setVariable("decisionIsLawful", true));
        delegate(beans, "transmitRequest", execution -> start(execution, "visit.requestTransmitted"));
        delegate(beans, "sendAnswer", execution -> {
            execution.setVariable("hostAnswer", "APPROVED");
            wake(execution, "visit.requestAnswered", Map.of("hostAnswer", "APPROVED"));
        });
        delegate(beans, "orderPermit", execution -> start(execution, "visit.permitOrdered"));
        delegate(beans, "handOverPermit", execution -> wake(execution, "visit.permitHandedOver", Map.of()));
        return beans;
    }

    private static void delegate(Map<Object, Object> beans, String name, JavaDelegate delegate) {
        beans.put(name + "Delegate", delegate);
    }

    private static void start(DelegateExecution execution, String message) {
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createMessageCorrelation(message)
                .tenantId(HOST)
                .processInstanceBusinessKey(execution.getProcessBusinessKey())
                .correlateStartMessage();
    }

    private static void wake(DelegateExecution execution, String message, Map<String, Object> routing) {
        execution
                .getProcessEngineServices()
                .getRuntimeService()
                .createMessageCorrelation(message)
                .tenantId(SENDER)
                .processInstanceBusinessKey(execution.getProcessBusinessKey())
                .setVariables(routing)
                .correlate();
    }

    void open(String number) {
        engine.getRuntimeService()
                .createProcessInstanceByKey("visit-request")
                .processDefinitionTenantId(SENDER)
                .businessKey(number)
                .execute();
    }

    /** Completes the one task of a group that is open at a step. */
    void complete(String number, String step, String group, Map<String, Object> routing) {
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(step)
                .taskCandidateGroup(group)
                .includeAssignedTasks()
                .singleResult();
        engine.getTaskService().complete(task.getId(), routing);
    }

    /** The jobs of the case that may run now; none of its timers is due while a benchmark runs. */
    List<Job> jobs(String number) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                .flatMap(instance -> engine
                        .getManagementService()
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .messages()
                        .list()
                        .stream())
                .toList();
    }

    void doJob(Job job) {
        engine.getManagementService().executeJob(job.getId());
    }

    boolean isPermitHeld(String number) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .taskDefinitionKey("userTask_closeVisit")
                        .count()
                == 1;
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Called by expressions of the diagrams. */
    public static final class DueDates {

        private static final Date LATER = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

        public Date preparation(DelegateExecution execution) {
            return LATER;
        }

        public Date correction(DelegateExecution execution) {
            return LATER;
        }

        public Date waiver(DelegateExecution execution) {
            return LATER;
        }

        public Date certification(DelegateExecution execution) {
            return LATER;
        }

        public Date endorsement(DelegateExecution execution) {
            return LATER;
        }

        public Date questionAnswer(DelegateExecution execution) {
            return LATER;
        }

        public Date deskReview(DelegateExecution execution) {
            return LATER;
        }

        public Date hostDecision(DelegateExecution execution) {
            return LATER;
        }

        public Date lapse(DelegateExecution execution) {
            return LATER;
        }

        public Date permitEnd(DelegateExecution execution) {
            return LATER;
        }

        public Date correctionEnd(DelegateExecution execution) {
            return LATER;
        }

        public Date returnOfRecalled(DelegateExecution execution) {
            return LATER;
        }

        public Date returnGivenUp(DelegateExecution execution) {
            return LATER;
        }

        /** The permit is issued at once. */
        public boolean isTimeToCorrect(DelegateExecution execution) {
            return false;
        }

        public String preparer(DelegateExecution execution) {
            return SENDER + ".planner";
        }
    }

    /** Called by expressions of the diagrams. */
    public static final class Desks {

        public List<String> groups(DelegateExecution execution) {
            return VisitBenchmark.DESKS.stream().map(desk -> HOST + "-" + desk).toList();
        }
    }
}
