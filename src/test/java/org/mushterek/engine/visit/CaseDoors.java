package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The doors by which a test walks cases as officers do, with its hand on the clock and on the jobs. */
abstract class CaseDoors {

    @LocalServerPort
    int port;

    @Autowired
    PathClock clock;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    private final Map<String, Client> clients = new HashMap<>();

    @AfterAll
    static void letTimeGoOn() {
        ClockUtil.reset();
    }

    final Client client(String account) {
        return clients.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }

    final HttpResponse<String> read(String account, String path) {
        return client(account).get(path);
    }

    final JsonNode get(String account, String path) {
        var answer = read(account, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Client.json(answer);
    }

    final HttpResponse<String> post(String account, String path, String json) {
        return client(account).post(path, json);
    }

    static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** The steps that wait for the account, each once. */
    final List<String> tasks(String account, String number) {
        return new ArrayList<>(new TreeSet<>(
                get(account, "/api/tasks?caseNumber=" + number).get("items").findValuesAsText("step")));
    }

    final String taskId(String account, String number, String step) {
        for (var task : get(account, "/api/tasks?caseNumber=" + number).get("items")) {
            if (task.get("step").asText().equals(step)) {
                return task.get("id").asText();
            }
        }
        throw new AssertionError(
                "No " + step + " of " + number + " for " + account + ", but " + tasks(account, number));
    }

    final JsonNode task(String account, String number, String step) {
        return get(account, "/api/tasks/" + taskId(account, number, step));
    }

    final Instant due(String account, String number, String step) {
        return Instant.parse(task(account, number, step).get("due").asText());
    }

    /** Answers a task of the account. */
    final HttpResponse<String> complete(String account, String number, String step, String answer) {
        return post(account, "/api/tasks/" + taskId(account, number, step) + "/completion", answer);
    }

    /** No process of the case runs, and one of them ended there. */
    final void assertEndedAt(String number, String end) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isZero();
        assertReached(number, end);
    }

    /** A process of the case, or one that it called, has come to an end there. */
    final void assertReached(String number, String end) {
        assertThat(history.createHistoricActivityInstanceQuery().activityId(end).list().stream()
                        .filter(reached -> number.equals(history.createHistoricProcessInstanceQuery()
                                .processInstanceId(reached.getProcessInstanceId())
                                .singleResult()
                                .getBusinessKey())))
                .hasSize(1);
    }

    /** Does every job of the case that is due, and those that follow from them. */
    final void doJobs(String number) {
        while (true) {
            var due = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                    .flatMap(
                            instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                    .filter(job -> job.getDuedate() == null
                            || !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .findFirst();
            if (due.isEmpty()) {
                return;
            }
            Context.setJobExecutorContext(new JobExecutorContext());
            try {
                management.executeJob(due.get().getId());
            } finally {
                Context.removeJobExecutorContext();
            }
        }
    }
}
