package org.mushterek.afteraction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveAction.Order;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.TaskContent;
import org.springframework.stereotype.Component;

/** What a lessons officer sees of an offered action, and which use case the answer reaches. */
@Component
class ActionOfferTasks implements TaskContent {

    private final ActionOffers offers;
    private final Observations observations;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final Answers answers;

    ActionOfferTasks(
            ActionOffers offers,
            Observations observations,
            Exercises exercises,
            ExerciseConduct conduct,
            Answers answers) {
        this.offers = offers;
        this.observations = observations;
        this.exercises = exercises;
        this.conduct = conduct;
        this.answers = answers;
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

    @Override
    public boolean handles(String process) {
        return process.equals(ActionOfferProcess.ID);
    }

    /** An offer opens it, nobody by hand. */
    @Override
    public String open(Account account, String process) {
        throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.opensItself");
    }

    @Override
    public void checkDraft(OfficerTask task, JsonNode answer) {
        answers.read(answer, Answer.class);
    }

    @Override
    public Map<String, Object> complete(Account account, OfficerTask task, @Nullable JsonNode draft) {
        var answer = answers.required(draft, Answer.class);
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
