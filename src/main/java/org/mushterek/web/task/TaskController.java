package org.mushterek.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DeadlineText;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.notification.Reminders;
import org.mushterek.security.Account;
import org.mushterek.task.Drafts;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.mushterek.task.TaskContent;
import org.mushterek.web.Slice;
import org.mushterek.web.page.FormTexts;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The open tasks of the account: what waits, what each shows, its draft, and its completion. */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "Tasks")
class TaskController {

    private final OfficerTasks tasks;
    private final List<TaskContent> contents;
    private final Drafts drafts;
    private final Texts texts;
    private final DeadlineText deadlineText;
    private final Sides sides;
    private final FormTexts formTexts;
    private final Reminders reminders;

    TaskController(
            OfficerTasks tasks,
            List<TaskContent> contents,
            Drafts drafts,
            Texts texts,
            DeadlineText deadlineText,
            Sides sides,
            FormTexts formTexts,
            Reminders reminders) {
        this.tasks = tasks;
        this.contents = contents;
        this.drafts = drafts;
        this.texts = texts;
        this.deadlineText = deadlineText;
        this.sides = sides;
        this.formTexts = formTexts;
        this.reminders = reminders;
    }

    /** A page of a list. */
    record Page(List<Map<String, Object>> items, long total) {}

    @Operation(summary = "List the open tasks of the account, most urgent first")
    @GetMapping
    Page list(
            Account account,
            @RequestParam(required = false) @Nullable String caseNumber,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        var items = tasks.visibleTo(account, caseNumber, slice.offset(), slice.limit()).stream()
                .map(task -> brief(account, task))
                .toList();
        return new Page(items, tasks.countVisibleTo(account, caseNumber));
    }

    @Operation(summary = "Read a task with its dossier, its draft and its texts")
    @GetMapping("/{id}")
    Map<String, Object> show(Account account, @PathVariable String id) {
        var task = find(account, id);
        var shown = new LinkedHashMap<>(brief(account, task));
        reminders.last(id).ifPresent(told -> {
            var other = sides.otherThan(task.side());
            shown.put("remindedAt", told);
            shown.put(
                    "remindedText",
                    texts.say(
                            Message.of("notification.remindedOn")
                                    .with("when", deadlineText.shown(told, task.side(), other.code())),
                            account.language()));
        });
        shown.put("mine", account.id().equals(task.assignee()));
        shown.put("language", account.language().code());
        shown.put("zone", account.side().zone().getId());
        shown.put("draft", drafts.find(id, account).orElse(null));
        shown.put("texts", formTexts.in(account.language()));
        shown.put("dossier", content(task).dossier(account.within(task.process()), task));
        return shown;
    }

    @Operation(summary = "Save an unfinished answer to a task")
    @PutMapping("/{id}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void draft(Account account, @PathVariable String id, @RequestBody JsonNode answer) {
        var task = find(account, id);
        content(task).checkDraft(task, answer);
        drafts.save(id, account, answer);
    }

    /** Completes the task with the answer given here, or with the saved draft where none is given. */
    @Operation(summary = "Complete a task with the answer given here, or with the saved draft")
    @PostMapping("/{id}/completion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void complete(Account account, @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode answer) {
        if (answer != null) {
            draft(account, id, answer);
        }
        tasks.complete(account, id);
    }

    @Operation(summary = "Claim a task")
    @PostMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void claim(Account account, @PathVariable String id) {
        tasks.claim(account, id);
    }

    @Operation(summary = "Give a task back to its group")
    @DeleteMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unclaim(Account account, @PathVariable String id) {
        tasks.unclaim(account, id);
    }

    private OfficerTask find(Account account, String id) {
        return tasks.find(account, id).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.taskUnknown"));
    }

    private TaskContent content(OfficerTask task) {
        return contents.stream()
                .filter(candidate -> candidate.handles(task.process()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.taskUnknown"));
    }

    private Map<String, Object> brief(Account account, OfficerTask task) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", task.id());
        shown.put("process", task.process());
        shown.put("step", task.step());
        shown.put("caseNumber", task.caseNumber());
        shown.put("side", task.side());
        shown.put("name", task.name());
        shown.put("assignee", task.assignee());
        shown.put("createdAt", task.created());
        shown.put("due", task.due());
        var due = task.due();
        if (due != null) {
            var other = sides.otherThan(task.side());
            shown.put("dueText", texts.say(deadlineText.shown(due, task.side(), other.code()), account.language()));
        }
        shown.put("priority", task.priority());
        return shown;
    }
}
