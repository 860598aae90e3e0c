package org.mushterek.web.visit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.ThreadMessage;
import org.mushterek.visit.ThreadMessage.Kind;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.VisitThread;
import org.mushterek.web.Slice;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is written in a case. Both sides use the same address; each reads what is for it. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/visit-requests/{number}/messages")
@Tag(name = "Visit requests")
class VisitThreadController {

    private static final int MOST = 200;

    private final VisitThread thread;
    private final OfficerTasks tasks;
    private final Drafts drafts;
    private final ObjectMapper json;

    VisitThreadController(VisitThread thread, OfficerTasks tasks, Drafts drafts, ObjectMapper json) {
        this.thread = thread;
        this.tasks = tasks;
        this.drafts = drafts;
        this.json = json;
    }

    @Operation(summary = "List the messages of a case that the account's side may read, in their order")
    @GetMapping
    VisitThread.Page list(
            Account account,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        return thread.read(account, number, slice.offset(), slice.limit());
    }

    @Operation(summary = "Read one message of a case")
    @GetMapping("/{id}")
    ThreadMessage read(Account account, @PathVariable String number, @PathVariable String id) {
        return thread.read(account, number, id);
    }

    /**
     * Writes a message. A question is the host authority's, an answer the sending planner's: they complete the open task
     * that asks or answers, and so stop and start the host's clock.
     */
    @Operation(summary = "Write a message in a case; a question or an answer completes its task")
    @PostMapping
    @Transactional
    ResponseEntity<ThreadMessage> write(
            Account account, @PathVariable String number, @RequestBody VisitThread.NewMessage written) {
        var message = written.kind() == null || written.kind() == Kind.NOTE
                ? thread.write(account, number, written)
                : completed(account, number, written, written.kind());
        return ResponseEntity.created(URI.create("/api/visit-requests/" + number + "/messages/" + message.id()))
                .body(message);
    }

    private ThreadMessage completed(Account account, String number, VisitThread.NewMessage written, Kind kind) {
        var step = thread.step(account, number, written);
        var task = tasks.visibleTo(account, number, 0, MOST).stream()
                .filter(open -> open.step().equals(step))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        Refusal.Kind.CONFLICT, kind == Kind.QUESTION ? "visit.noQuestionNow" : "visit.noOpenQuestion"));
        drafts.save(task.id(), account, answer(kind, written.text()));
        tasks.complete(account, task.id());
        return thread.told(account, number, written);
    }

    private ObjectNode answer(Kind kind, @Nullable String text) {
        var answer = json.createObjectNode().put("text", text);
        return kind == Kind.QUESTION ? answer.put("action", "QUESTION") : answer;
    }
}
