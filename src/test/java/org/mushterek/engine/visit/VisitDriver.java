package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.runtime.Job;
import org.mushterek.build.FormPictures;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.Permit;
import org.mushterek.visit.Permits;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.VisitContent;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.roster.RosterReader;
import org.mushterek.visit.roster.RosterReading;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives a visit's case step by step through the use cases behind the doors, with the jobs of its processes done by
 * hand: as the job executor does them, but when the test says so.
 */
record VisitDriver(
        SendingSide sendingSide,
        HostSide hostSide,
        Permits permits,
        OfficerTasks tasks,
        Drafts drafts,
        Accounts accounts,
        ManagementService management,
        RuntimeService runtime,
        TransactionTemplate transactions,
        ObjectMapper json,
        PathClock clock) {

    /** Three officers with passports, who come by air for a week in May to a range and its headquarters. */
    static final int PERSONS = 3;

    VisitCase opened(String sender) {
        return known(tasks.open(account(sender + ".planner"), "visit-request").caseNumber(), sender);
    }

    /** A case that something else has opened. */
    VisitCase known(String number, String sender) {
        return new VisitCase(number, sender, sender.equals("tur") ? "aze" : "tur");
    }

    VisitCase prepared(String sender) {
        return prepared(sender, content -> {});
    }

    VisitCase prepared(String sender, Consumer<ObjectNode> changes) {
        var visit = opened(sender);
        visit.enroll(roster(sender, PERSONS));
        visit.write(changes);
        return visit;
    }

    Account account(String id) {
        return accounts.find(id).orElseThrow();
    }

    /** The first lines of the demonstration's roll. */
    static String roster(String sender, int persons) {
        try {
            return new ClassPathResource("demo/roster-" + sender + "-30.csv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .limit(persons + 1L)
                    .collect(Collectors.joining("\n"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** One case on its way. */
    final class VisitCase {

        final String number;
        final String sender;
        final String host;

        private VisitCase(String number, String sender, String host) {
            this.number = number;
            this.sender = sender;
            this.host = host;
        }

        void enroll(String csv) {
            var reading = new RosterReader().read(csv.getBytes(StandardCharsets.UTF_8), LocalDate.of(2027, 4, 5));
            assertThat(reading).isInstanceOf(RosterReading.Sound.class);
            enroll(((RosterReading.Sound) reading).visitors());
        }

        void enroll(List<Visitor> visitors) {
            sendingSide.enroll(account(sender + ".planner"), number, version(), visitors, null);
        }

        void write(Consumer<ObjectNode> changes) {
            sendingSide.write(account(sender + ".planner"), number, version(), content(changes));
        }

        private VisitContent content(Consumer<ObjectNode> changes) {
            try {
                var content = (ObjectNode) json.readTree("""
                    {"exerciseCode":"%s","kind":"ONE_TIME","purpose":"Joint drills","from":"2027-05-24",
                     "to":"2027-05-28","sites":[{"name":"Poliqon","kind":"RANGE"},
                     {"name":"Qərargah","kind":"HEADQUARTERS"}],
                     "pointOfContact":{"name":"A","phone":"1"},"securityOfficer":{"name":"B","phone":"2"},
                     "seniorLine":1,"deputyLine":2,"armed":false,"means":"CIVIL_AIR","route":["%s","%s"]}
                    """.formatted(
                                host.equals("aze") ? "QAFQAZ-QARTALI" : "YILDIZ-TOROS",
                                sender.toUpperCase(Locale.ROOT),
                                host.toUpperCase(Locale.ROOT)));
                changes.accept(content);
                return json.treeToValue(content, VisitContent.class);
            } catch (JsonProcessingException malformed) {
                throw new IllegalStateException(malformed);
            }
        }

        int version() {
            return sendingSide.read(account(sender + ".planner"), number).version();
        }

        // --- The steps, each with the jobs that follow from it. ---

        VisitCase submitted() {
            return answered(
                    sender + ".planner",
                    state().equals("CORRECTION") ? "userTask_correctRequest" : "userTask_prepareRequest",
                    "{'action':'SUBMIT'}");
        }

        VisitCase certified() {
            return answered(sender + ".security", "userTask_certifyRoster", "{'action':'CERTIFY','duties':['DOC-05']}");
        }

        VisitCase endorsed() {
            return answered(sender + ".authority", "userTask_endorseRequest", "{'action':'ENDORSE'}");
        }

        /** Submitted, certified, endorsed, transmitted: the desks of the host are open. */
        VisitCase transmitted() {
            return submitted().certified().endorsed();
        }

        VisitCase reviewedBy(String... desks) {
            for (var desk : desks) {
                var duties = desk.equals("medical") ? ",'duties':['MED-02']" : "";
                answered(host + "." + desk, "userTask_reviewAtDesk", "{'action':'NO_OBJECTION'" + duties + "}");
            }
            return this;
        }

        /** All desks have answered: the host's authority decides. */
        VisitCase reviewed() {
            return reviewedBy("security", "border", "range");
        }

        VisitCase asked(String question) {
            return decided("{'action':'QUESTION','text':'" + question + "'}");
        }

        VisitCase answeredQuestion(String text) {
            return answered(sender + ".planner", "userTask_answerQuestion", "{'text':'" + text + "'}");
        }

        VisitCase decided(String answer) {
            return answered(host + ".authority", "userTask_decideRequest", answer);
        }

        VisitCase approved() {
            return decided(approval());
        }

        String approval() {
            return "{'action':'APPROVED'," + verdicts() + "}";
        }

        /** Every visitor and every site approved, and the duty confirmed that no desk has where so few come. */
        String verdicts() {
            var visitors = IntStream.rangeClosed(1, PERSONS)
                    .mapToObj(line -> "{'line':" + line + ",'verdict':'APPROVED'}")
                    .collect(Collectors.joining(","));
            return "'visitors':[" + visitors
                    + "],'sites':[{'site':1,'verdict':'APPROVED'},{'site':2,'verdict':'APPROVED'}],'duties':['MED-02']";
        }

        VisitCase answered(String account, String step, String answer) {
            answer(account, step, answer);
            doJobs();
            return this;
        }

        /** Completes the task and leaves the jobs for later. Quotes may be single. */
        void answer(String account, String step, String answer) {
            var officer = account(account);
            var task = taskOf(officer, step)
                    .orElseThrow(() -> new AssertionError("No " + step + " of " + number + " for " + account + ", but "
                            + steps(sender) + " and " + steps(host)));
            FormPictures.comeBy(account, task.id(), task.process(), task.step());
            transactions.executeWithoutResult(transaction -> {
                try {
                    drafts.save(task.id(), officer, json.readTree(answer.replace('\'', '"')));
                } catch (JsonProcessingException malformed) {
                    throw new IllegalStateException(malformed);
                }
                tasks.complete(officer, task.id());
            });
        }

        VisitCase withdrawn() {
            sendingSide.withdraw(account(sender + ".planner"), number, version());
            doJobs();
            return this;
        }

        // --- Time and jobs. ---

        VisitCase at(Instant instant) {
            clock.moveTo(instant);
            doJobs();
            return this;
        }

        void doJobs() {
            for (var due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
                doJob(due.get(0));
            }
        }

        /** Does the one waiting job at this step of a diagram. */
        void doJobAt(String activity) {
            doJob(jobs().stream()
                    .filter(job -> activity.equals(activityOf(job)))
                    .findFirst()
                    .orElseThrow());
        }

        String activityOf(Job job) {
            return management
                    .createJobDefinitionQuery()
                    .jobDefinitionId(job.getJobDefinitionId())
                    .singleResult()
                    .getActivityId();
        }

        List<Job> dueJobs() {
            return jobs().stream()
                    .filter(job -> job.getDuedate() == null
                            || !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .toList();
        }

        List<Job> jobs() {
            return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
                    .flatMap(
                            instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream())
                    .toList();
        }

        // --- What there is to see. ---

        /** The request's state at its sending side. */
        String state() {
            return sendingSide
                    .read(account(sender + ".planner"), number)
                    .state()
                    .name();
        }

        /** The request's state at its host. */
        String hostState() {
            return hostSide.read(account(host + ".authority"), number).state().name();
        }

        /** Steps that are open on a side, in the order of their names. */
        List<String> steps(String side) {
            return tasks.ofCase(number, side.toUpperCase(Locale.ROOT)).stream()
                    .map(OfficerTask::step)
                    .sorted()
                    .toList();
        }

        OfficerTask task(String account, String step) {
            return taskOf(account(account), step).orElseThrow();
        }

        private Optional<OfficerTask> taskOf(Account officer, String step) {
            return tasks.visibleTo(officer, number, 0, 50).stream()
                    .filter(task -> task.step().equals(step))
                    .findFirst();
        }

        Instant due(String account, String step) {
            return Optional.ofNullable(task(account, step).due()).orElseThrow();
        }

        Optional<Permit> permit() {
            return permits.visibleTo(account(host + ".registry"), 0, 200).stream()
                    .filter(permit -> permit.requestNumber().equals(number))
                    .findFirst();
        }
    }

    /** As the engine's job executor does it, with the authentication that the engine gives to a job. */
    void doJob(Job job) {
        Context.setJobExecutorContext(new JobExecutorContext());
        try {
            management.executeJob(job.getId());
        } finally {
            Context.removeJobExecutorContext();
        }
    }

    static List<String> sorted(String... steps) {
        return Arrays.stream(steps).sorted().toList();
    }
}
