package org.mushterek.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;

/**
 * Tasks of which every answer has one form.
 *
 * @param <A> the form
 */
public abstract class AnsweredTasks<A> implements TaskContent {

    private final Set<String> processes;
    private final Class<A> form;
    private final Answers answers;

    /** @param processes whose tasks they are */
    protected AnsweredTasks(Set<String> processes, Class<A> form, Answers answers) {
        this.processes = Set.copyOf(processes);
        this.form = form;
        this.answers = answers;
    }

    @Override
    public boolean handles(String process) {
        return processes.contains(process);
    }

    @Override
    public void checkDraft(OfficerTask task, JsonNode answer) {
        answers.read(answer, form);
    }

    @Override
    public Map<String, Object> complete(Account account, OfficerTask task, @Nullable JsonNode answer) {
        return completeWith(account, task, answers.required(answer, form));
    }

    /** As {@link TaskContent#complete}, with an answer of the right form. */
    protected abstract Map<String, Object> completeWith(Account account, OfficerTask task, A answer);
}
