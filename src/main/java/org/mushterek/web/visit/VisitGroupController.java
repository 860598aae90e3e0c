package org.mushterek.web.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.RequestAmendments;
import org.mushterek.visit.VisitGroups;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.VisitTasks;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.mushterek.web.security.RefusedRows;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contingents in several requests: split, followed and answered as one. Each part is answered by itself. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID})
@RequestMapping("/api")
@Tag(name = "Visit requests")
class VisitGroupController {

    private static final int MOST_TASKS = 50;
    private static final JsonNode SUBMISSION =
            JsonNodeFactory.instance.objectNode().put("action", "SUBMIT");

    private final VisitGroups groups;
    private final HostSide hostSide;
    private final VisitTasks contents;
    private final OfficerTasks tasks;
    private final Drafts drafts;
    private final Problems problems;
    private final TransactionTemplate partTransaction;

    VisitGroupController(
            VisitGroups groups,
            HostSide hostSide,
            VisitTasks contents,
            OfficerTasks tasks,
            Drafts drafts,
            Problems problems,
            PlatformTransactionManager transactions) {
        this.groups = groups;
        this.hostSide = hostSide;
        this.contents = contents;
        this.tasks = tasks;
        this.drafts = drafts;
        this.problems = problems;
        this.partTransaction = new TransactionTemplate(transactions);
        // A request with an idempotency key is one transaction: there, a part that is refused takes back itself alone.
        this.partTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * @param submit whether all parts are submitted in the same call, each by itself; what is refused
     *     stays in preparation, and is split all the same
     */
    @Operation(summary = "Split a request in preparation into parts under one group number, and submit them")
    @PostMapping("/visit-requests/{number}/split")
    ResponseEntity<SplitGroup> split(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "false") boolean submit,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            HttpServletRequest request) {
        var group = groups.split(account, number, VersionHeader.version(ifMatch));
        var results = submit
                ? answers(
                        account, group, new GroupAnswer(VisitRequestProcess.PREPARE_REQUEST, SUBMISSION, null), request)
                : List.<PartResult>of();
        var parts = submit ? groups.read(account, group.number()).parts() : group.parts();
        return ResponseEntity.created(URI.create("/api/visit-groups/" + group.number()))
                .body(new SplitGroup(group.number(), parts, results));
    }

    /** @param results of the submission, for each part; empty where it was not asked for */
    record SplitGroup(String number, List<VisitGroups.Part> parts, List<PartResult> results) {}

    @Operation(summary = "Read a group with the standing of its parts")
    @GetMapping("/visit-groups/{number}")
    GroupView read(Account account, @PathVariable String number) {
        var group = groups.read(account, number);
        var open = tasks
                .ofCases(
                        group.parts().stream()
                                .flatMap(part -> part.cases().stream())
                                .toList(),
                        account.side().code())
                .stream()
                .collect(Collectors.groupingBy(OfficerTask::caseNumber));
        return new GroupView(
                group.number(),
                group.parts().stream()
                        .map(part -> PartView.of(
                                part,
                                part.cases().stream()
                                        .flatMap(known -> open.getOrDefault(known, List.of()).stream())
                                        .toList()))
                        .toList());
    }

    /** A group as one: where each part stands, who has it on the reader's side, and until when. */
    record GroupView(String number, List<PartView> parts) {}

    /**
     * @param amends number of the request in whose place it stands; null for a first request
     * @param amendment what would take its place
     * @param tasks open on the reader's side, at the requests behind it too, whose permits it has replaced
     */
    record PartView(
            int part,
            String number,
            String state,
            int persons,
            int sites,
            @Nullable String permit,
            @Nullable String amends,
            RequestAmendments.@Nullable Amendment amendment,
            List<Waiting> tasks) {

        static PartView of(VisitGroups.Part part, List<OfficerTask> open) {
            return new PartView(
                    part.part(),
                    part.number(),
                    part.state(),
                    part.persons(),
                    part.sites(),
                    part.permit(),
                    part.amends(),
                    part.amendment(),
                    open.stream()
                            .map(task -> new Waiting(
                                    task.step(), task.groups().stream().sorted().toList(), task.assignee(), task.due()))
                            .toList());
        }
    }

    /** @param holder the account that has claimed the task; null where any of its groups may */
    record Waiting(
            String step,
            List<String> groups,
            @Nullable String holder,
            @Nullable Instant due) {}

    /**
     * One answer for the parts of a group.
     *
     * @param step the step that is answered, as in a task
     * @param answer for every part that has none of its own; an approval that names no visitor approves all of them, and
     *     one that names no site every site
     * @param parts answers of single parts, by the number of their request
     */
    record GroupAnswer(
            String step,
            @Nullable JsonNode answer,
            @Nullable Map<String, JsonNode> parts) {}

    enum Result {
        DONE,
        /** The part has no open task of the account at this step; perhaps it was answered before. */
        NOT_AT_STEP,
        REFUSED
    }

    record PartResult(
            String number, Result result, @Nullable Problem problem) {}

    @Operation(
            summary = "Answer a step of every part of a group, with a result for each part",
            description =
                    "Whoever only reads, and whom the step is not offered to in any part that waits at it, gets 403.")
    @PostMapping("/visit-groups/{number}/answers")
    List<PartResult> answer(
            Account account, @PathVariable String number, @RequestBody GroupAnswer given, HttpServletRequest request) {
        var group = groups.toAnswer(account, number);
        var results = answers(account, group, given, request);
        if (results.stream().allMatch(result -> result.result() == Result.NOT_AT_STEP)
                && isForOthers(account, group, given.step())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.notYourTask");
        }
        return results;
    }

    /** Whether parts wait at the step, and every one for offices that the account does not hold. */
    private boolean isForOthers(Account account, VisitGroups.Group group, String step) {
        var waiting = tasks
                .ofCases(
                        group.parts().stream()
                                .flatMap(part -> part.cases().stream())
                                .toList(),
                        account.side().code())
                .stream()
                .filter(task -> task.step().equals(step))
                .toList();
        return !waiting.isEmpty()
                && waiting.stream()
                        .noneMatch(task -> account.within(task.process()).hasAny(task.roles()));
    }

    private List<PartResult> answers(
            Account account, VisitGroups.Group group, GroupAnswer given, HttpServletRequest request) {
        var results = new ArrayList<PartResult>();
        for (var part : group.parts()) {
            var own = given.parts() == null ? null : given.parts().get(part.number());
            var answer = own == null ? given.answer() : own;
            var open = part.cases().stream()
                    .flatMap(known -> tasks.visibleTo(account, known, 0, MOST_TASKS).stream())
                    .filter(task -> task.step().equals(given.step()))
                    .toList();
            if (answer == null || open.isEmpty()) {
                results.add(new PartResult(part.number(), Result.NOT_AT_STEP, null));
                continue;
            }
            try {
                partTransaction.executeWithoutResult(
                        transaction -> open.forEach(task -> complete(account, task, answer)));
                results.add(new PartResult(part.number(), Result.DONE, null));
            } catch (RuntimeException refused) {
                var problem = problems.told(refused, request);
                RefusedRows.note(request, problem.status(), part.number());
                results.add(new PartResult(part.number(), Result.REFUSED, problem));
            }
        }
        return results;
    }

    private void complete(Account account, OfficerTask task, JsonNode answer) {
        var whole = task.step().equals(HostApprovalProcess.DECIDE_REQUEST) ? decided(account, task, answer) : answer;
        contents.checkDraft(task, whole);
        drafts.save(task.id(), account, whole);
        tasks.complete(account, task.id());
    }

    /** An approval that names nobody is one of everybody, and one that names no site is one of every site. */
    private JsonNode decided(Account account, OfficerTask task, JsonNode answer) {
        if (!(answer instanceof ObjectNode given)
                || !given.path("action").asText().startsWith("APPROVED")
                || given.hasNonNull("visitors") && given.hasNonNull("sites")) {
            return answer;
        }
        var whole = given.deepCopy();
        var document = hostSide.read(account, task.caseNumber()).document();
        if (!whole.hasNonNull("visitors")) {
            var visitors = whole.putArray("visitors");
            document.visitors()
                    .forEach(visitor ->
                            visitors.addObject().put("line", visitor.line()).put("verdict", "APPROVED"));
        }
        if (!whole.hasNonNull("sites")) {
            var sites = whole.putArray("sites");
            document.sites()
                    .forEach(site -> sites.addObject().put("site", site.no()).put("verdict", "APPROVED"));
        }
        return whole;
    }
}
