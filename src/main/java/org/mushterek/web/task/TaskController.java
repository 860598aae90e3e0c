package org.mushterek.web.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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

    /**
     * A task as lists show it.
     *
     * @param process id of the process that it belongs to ({@code host-approval})
     * @param step id of the task in the diagram ({@code userTask_decideRequest})
     * @param side code of the side whose task it is
     * @param name English, as in the diagram
     * @param assignee the account that claimed it; null while nobody has
     * @param due when it is late; null where nothing presses
     * @param dueText by the clocks of both sides; absent where nothing presses
     */
    record InShort(
            String id,
            String process,
            String step,
            String caseNumber,
            String side,
            String name,
            @Nullable String assignee,
            Instant createdAt,
            @Nullable Instant due,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String dueText,

            int priority) {}

    /** A page of a list. */
    record Page(List<InShort> items, long total) {}

    /**
     * A task with all that its form shows.
     *
     * @param remindedAt when its officers were last reminded of it; absent where they were not
     * @param remindedText absent likewise
     * @param mine whether the account has claimed it
     * @param language of everything that is told here
     * @param zone of the account's side, such as {@code Asia/Baku}
     * @param draft null where nothing is saved
     * @param texts of the form, by their keys
     */
    record Shown(
            @JsonUnwrapped InShort task,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant remindedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String remindedText,

            boolean mine,
            String language,
            String zone,

            @Schema(
                    types = {"object", "null"},
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                    description = "The unfinished answer as it was saved; its fields are those of the task's form")
            @Nullable
            Object draft,

            Map<String, String> texts,

            @Schema(
                    types = "object",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                    description =
                            "What the officer needs to see for this task; its fields are a matter of the process. Of"
                                    + " a visit it is what is read by the number of the case")
            Object dossier) {}

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
    Shown show(Account account, @PathVariable String id) {
        var task = find(account, id);
        var reminded = reminders.last(id).orElse(null);
        return new Shown(
                brief(account, task),
                reminded,
                reminded == null
                        ? null
                        : texts.say(
                                Message.of("notification.remindedOn").with("when", shown(task, reminded)),
                                account.language()),
                account.id().equals(task.assignee()),
                account.language().code(),
                account.side().zone().getId(),
                drafts.find(id, account).orElse(null),
                formTexts.in(account.language()),
                content(task).dossier(account.within(task.process()), task));
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

    private InShort brief(Account account, OfficerTask task) {
        var due = task.due();
        return new InShort(
                task.id(),
                task.process(),
                task.step(),
                task.caseNumber(),
                task.side(),
                task.name(),
                task.assignee(),
                task.created(),
                due,
                due == null ? null : texts.say(shown(task, due), account.language()),
                task.priority());
    }

    /** By the clocks of both sides. */
    private Message shown(OfficerTask task, Instant at) {
        return deadlineText.shown(at, task.side(), sides.otherThan(task.side()).code());
    }
}
