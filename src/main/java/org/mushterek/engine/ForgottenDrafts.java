package org.mushterek.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.mushterek.notification.Round;
import org.mushterek.task.Drafts;
import org.mushterek.task.PageDrafts;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Forgets unfinished answers to tasks that are gone without an answer, because their case was withdrawn or lapsed: nobody
 * can finish them, and they may name persons. So does what was begun on pages and left alone for long.
 */
@Component
public class ForgottenDrafts implements Round {

    private static final int AT_ONCE = 1000;

    private final Drafts drafts;
    private final PageDrafts pageDrafts;
    private final TaskService tasks;
    private final EngineWork engineWork;

    ForgottenDrafts(Drafts drafts, PageDrafts pageDrafts, @Lazy TaskService tasks, EngineWork engineWork) {
        this.drafts = drafts;
        this.pageDrafts = pageDrafts;
        this.tasks = tasks;
        this.engineWork = engineWork;
    }

    @Override
    public Duration rest() {
        return Duration.ofHours(1);
    }

    @Override
    public void go() {
        pageDrafts.forgetOld();
        forgetOrphans(AT_ONCE);
    }

    /**
     * However many drafts are older and still wanted, those behind them are looked at, too.
     *
     * @param atOnce so many tasks are asked for together
     */
    public void forgetOrphans(int atOnce) {
        Drafts.@Nullable Begun last = null;
        List<Drafts.Begun> page;
        do {
            page = drafts.begun(last, atOnce);
            forgetOrphans(page.stream().map(Drafts.Begun::taskId).toList());
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == atOnce);
    }

    private void forgetOrphans(List<String> answered) {
        if (answered.isEmpty()) {
            return;
        }
        var open = new HashSet<String>();
        engineWork.asSystem(() -> tasks.createTaskQuery().taskIdIn(answered.toArray(String[]::new)).list().stream()
                .map(Task::getId)
                .forEach(open::add));
        answered.stream().filter(task -> !open.contains(task)).forEach(drafts::forget);
    }
}
