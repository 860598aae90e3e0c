package org.mushterek.afteraction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveAction.Order;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What a lessons officer sees of an offered action, and which use case the answer reaches. */
@Component
class ActionOfferTasks extends AnsweredTasks<ActionOfferTasks.Answer> {

    private final ActionOffers offers;
    private final Observations observations;
    private final Exercises exercises;
    private final ExerciseConduct conduct;

    ActionOfferTasks(
            ActionOffers offers,
            Observations observations,
            Exercises exercises,
            ExerciseConduct conduct,
            Answers answers) {
        super(Set.of(ActionOfferProcess.ID), Answer.class, answers);
        this.offers = offers;
        this.observations = observations;
        this.exercises = exercises;
        this.conduct = conduct;
    }

    /**
     * The answer to an offer.
     *
     * @param action {@code TAKE_OVER} or {@code REFUSE}
     * @param order who does it until when, for the first
     * @param reason of the second
     */
    record Answer(
            @Nullable String action,
            @Nullable Order order,
            @Nullable String reason) {}

    /** An offer opens it, nobody by hand. */
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
        var isTakenOver = "TAKE_OVER".equals(answer.action());
        if (isTakenOver) {
            offers.takeOver(account, task.caseNumber(), answer.order());
        } else if ("REFUSE".equals(answer.action())) {
            offers.refuse(account, task.caseNumber(), answer.reason());
        } else {
            throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        }
        return Map.of(ActionOfferProcess.OFFER_ACCEPTED, isTakenOver);
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var offer = offers.read(account, task.caseNumber());
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", offer.number());
        shown.put("exercise", offer.exercise());
        shown.put("title", exercises.find(offer.exercise()).orElseThrow().title());
        shown.put("parties", offers.partiesOf(offer.number()).codes());
        shown.put("state", offer.state().name());
        shown.put("offer", offer);
        shown.put("observation", observations.read(account, offer.observation()));
        shown.put("objectives", conduct.of(offer.exercise()).objectives());
        shown.put("story", offers.story(account, offer.number()));
        return shown;
    }
}
