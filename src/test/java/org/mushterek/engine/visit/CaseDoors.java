package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.junit.jupiter.api.AfterEach;
import org.mushterek.build.ByHand;
import org.mushterek.build.FormPictures;
import org.mushterek.engine.ReachedNodes;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.HeldGate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    ReachedNodes reached;

    @Autowired
    JdbcClient database;

    private final Map<String, Client> clients = new HashMap<>();

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

    /** What the account's day says that this case waits for from another side. */
    final List<JsonNode> awaited(String account, String number) {
        var lines = new ArrayList<JsonNode>();
        get(account, "/api/day").get("awaited").forEach(line -> {
            if (line.get("caseNumber").asText().equals(number)) {
                lines.add(line);
            }
        });
        return lines;
    }

    final String taskId(String account, String number, String step) {
        return listed(account, number, step).get("id").asText();
    }

    private JsonNode listed(String account, String number, String step) {
        for (var task : get(account, "/api/tasks?caseNumber=" + number).get("items")) {
            if (task.get("step").asText().equals(step)) {
                return task;
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
        var task = listed(account, number, step);
        FormPictures.comeBy(
                account, task.get("id").asText(), task.get("process").asText(), step);
        return post(account, "/api/tasks/" + task.get("id").asText() + "/completion", answer);
    }

    /** The exercise was prepared outside: both commanders confirm the protocol of its gate, so that STARTEX may open. */
    final void holdGate(String host, String exercise) {
        HeldGate.before(port, host, exercise);
    }

    /** By every office of the host that is asked (RNG-04). */
    final void confirmBookings(String host, String number) {
        for (var office : List.of("range", "range", "legal", "commander")) {
            if (tasks(host + "." + office, number).contains("userTask_confirmBookings")) {
                done(complete(host + "." + office, number, "userTask_confirmBookings", "{\"action\":\"CONFIRM\"}"));
            }
        }
    }

    /** The deputy stands in for the absent officer from today on for a week, in all processes. */
    final void standsIn(String deputy, String absent) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var answer = post(
                absent,
                "/api/deputies",
                "{\"deputy\":\"%s\",\"firstDay\":\"%s\",\"lastDay\":\"%s\"}"
                        .formatted(deputy, today, today.plusWeeks(1)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Who did it, and in whose stead, each time that the story tells the event. */
    static List<String> hands(JsonNode story, String event) {
        return StreamSupport.stream(story.spliterator(), false)
                .filter(told -> told.get("event").asText().equals(event))
                .map(told -> told.get("account").asText() + " for "
                        + told.get("onBehalfOf").asText())
                .toList();
    }

    /** Later tests of the class have nobody standing in. */
    @AfterEach
    void endDeputyships() {
        ByHand.change(database, "update deputyship set ended_at = current_timestamp where ended_at is null");
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
        assertThat(reached.times(end, number)).isOne();
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
