package org.mushterek.afteraction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What lessons officers see of a joint text, and which use case their answers reach. */
@Component
class MergingTasks extends AnsweredTasks<MergingTasks.Answer> {

    private final Mergings mergings;
    private final Observations observations;
    private final Exercises exercises;
    private final ExerciseConduct conduct;

    MergingTasks(
            Mergings mergings,
            Observations observations,
            Exercises exercises,
            ExerciseConduct conduct,
            Answers answers) {
        super(Set.of(ObservationMergingProcess.ID), Answer.class, answers);
        this.mergings = mergings;
        this.observations = observations;
        this.exercises = exercises;
        this.conduct = conduct;
    }

    /**
     * The answer to a joint text.
     *
     * @param action {@code AGREE} or {@code RETURN} of another party; {@code SUBMIT} of the side that proposed it
     * @param originals numbers of the observations that it rests on
     * @param content the text as it is written anew
     * @param reason why it is returned
     */
    record Answer(
            @Nullable String action,
            @Nullable List<String> originals,
            @Nullable Content content,
            @Nullable String reason) {}

    /** A proposal opens it, nobody by hand. */
    @Override
    public String open(Account account, String process) {
        throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.opensItself");
    }

    @Override
    public void reminded(OfficerTask task, int share) {
        observations.reminded(task.caseNumber(), task.side());
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        switch (task.step() + " " + answer.action()) {
            case ObservationMergingProcess.AGREE_TEXT + " AGREE" -> {
                mergings.agree(account, number, answer.originals());
                return Map.of();
            }
            case ObservationMergingProcess.AGREE_TEXT + " RETURN" -> {
                mergings.giveBack(account, number, answer.reason());
                return Map.of(ObservationMergingProcess.TEXT_RETURNED, true);
            }
            case ObservationMergingProcess.CORRECT_TEXT + " SUBMIT" -> {
                mergings.correct(account, number, new Mergings.Proposal(answer.content(), answer.originals()));
                return Map.of(ObservationMergingProcess.TEXT_RETURNED, false);
            }
            default -> throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        }
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var found = mergings.read(account, task.caseNumber());
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", found.number());
        shown.put("exercise", found.exercise());
        shown.put("title", exercises.find(found.exercise()).orElseThrow().title());
        shown.put("parties", mergings.parties(found.number()).codes());
        shown.put("state", found.state().name());
        shown.put("objectives", conduct.of(found.exercise()).objectives());
        shown.put("merging", found);
        // What the own side may name, with what others have released, to compare.
        shown.put(
                "candidates",
                observations.list(account, found.exercise()).stream()
                        .filter(each -> each.state() == Observation.State.ACCEPTED)
                        .toList());
        shown.put("story", mergings.story(account, found.number()));
        return shown;
    }
}
