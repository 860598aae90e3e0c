package org.mushterek.afteraction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveActions.Settling;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Observation.Release;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks after an exercise show, and which use case their answers reach. */
@Component
public class AfterActionTasks extends AnsweredTasks<AfterActionTasks.Answer> {

    private static final Set<String> PROCESSES =
            Set.of(AfterActionReportProcess.ID, ObservationReviewProcess.ID, CorrectiveActionProcess.ID);

    private final AfterActionReports reports;
    private final Observations observations;
    private final CorrectiveActions actions;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final Texts texts;

    AfterActionTasks(
            AfterActionReports reports,
            Observations observations,
            CorrectiveActions actions,
            Exercises exercises,
            ExerciseConduct conduct,
            Texts texts,
            Answers answers) {
        super(PROCESSES, Answer.class, answers);
        this.reports = reports;
        this.observations = observations;
        this.actions = actions;
        this.exercises = exercises;
        this.conduct = conduct;
        this.texts = texts;
    }

    /**
     * The answer to a task after an exercise.
     *
     * @param action {@code ACCEPT} or {@code REJECT}; {@code RECORD}; {@code SUBMIT}; {@code SIGN} or {@code RETURN};
     *     {@code SETTLE}; {@code DONE}; {@code VALIDATE} or {@code RETURN}
     * @param reason of a rejection, a return or a finding
     * @param release who may read an accepted observation
     * @param hotWash what a party said
     * @param observations what a party hands in with its task
     * @param summary of a report
     * @param meetingOn the day of the meeting, and {@code minutes} what was agreed
     * @param settlements by the number of the observation
     * @param done what was done, and {@code reference} where it can be seen
     */
    record Answer(
            @Nullable String action,
            @Nullable String reason,
            @Nullable Release release,
            @Nullable HotWash hotWash,
            @Nullable List<Content> observations,
            @Nullable String summary,
            @Nullable LocalDate meetingOn,
            @Nullable String minutes,
            @Nullable Map<String, Settling> settlements,
            @Nullable String done,
            @Nullable String reference) {}

    /** Of an action: whoever ordered it, and the commander. */
    @Override
    public List<Role> superiorsOf(String step) {
        return step.equals(CorrectiveActionProcess.IMPLEMENT_ACTION)
                ? List.of(Role.LESSONS, Role.COMMANDER)
                : List.of();
    }

    /** None of these cases is opened by hand: STARTEX, ENDEX and settling open them. */
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
        var action = answer.action() == null ? "" : answer.action();
        return switch (task.process()) {
            case ObservationReviewProcess.ID -> decide(account, number, action, answer);
            case CorrectiveActionProcess.ID -> follow(account, number, task.step(), action, answer);
            default -> report(account, number, task.step(), action, answer);
        };
    }

    private Map<String, Object> decide(Account account, String number, String action, Answer answer) {
        var accepted = action.equals("ACCEPT");
        if (accepted) {
            observations.accept(account, number, answer.release());
        } else if (action.equals("REJECT")) {
            observations.reject(account, number, answer.reason());
        } else {
            throw badAnswer();
        }
        return Map.of(ObservationReviewProcess.OBSERVATION_ACCEPTED, accepted);
    }

    private Map<String, Object> follow(Account account, String number, String step, String action, Answer answer) {
        switch (step + " " + action) {
            case CorrectiveActionProcess.IMPLEMENT_ACTION + " DONE" -> {
                actions.implement(account, number, answer.done(), answer.reference());
                return Map.of();
            }
            case CorrectiveActionProcess.VALIDATE_ACTION + " VALIDATE",
                    CorrectiveActionProcess.VALIDATE_ACTION + " RETURN" -> {
                var validated = action.equals("VALIDATE");
                actions.validate(account, number, validated, answer.reason());
                return Map.of(CorrectiveActionProcess.ACTION_VALIDATED, validated);
            }
            default -> throw badAnswer();
        }
    }

    private Map<String, Object> report(Account account, String number, String step, String action, Answer answer) {
        switch (step + " " + action) {
            case AfterActionReportProcess.RECORD_HOT_WASH + " RECORD" ->
                reports.recordHotWash(account, number, answer.hotWash() == null ? HotWash.BLANK : answer.hotWash());
            case AfterActionReportProcess.RECORD_OBSERVATIONS + " RECORD" ->
                reports.recordObservations(
                        account, number, answer.observations() == null ? List.of() : answer.observations());
            case AfterActionReportProcess.PREPARE_FIRST_REPORT + " SUBMIT" ->
                reports.submit(account, number, Stage.FIRST, answer.summary());
            case AfterActionReportProcess.PREPARE_FINAL_REPORT + " SUBMIT" ->
                reports.submit(account, number, Stage.FINAL, answer.summary());
            case AfterActionReportProcess.SIGN_FIRST_REPORT + " SIGN" -> reports.sign(account, number, Stage.FIRST);
            case AfterActionReportProcess.SIGN_FINAL_REPORT + " SIGN" -> reports.sign(account, number, Stage.FINAL);
            case AfterActionReportProcess.SIGN_FIRST_REPORT + " RETURN" ->
                reports.giveBack(account, number, Stage.FIRST, answer.reason());
            case AfterActionReportProcess.SIGN_FINAL_REPORT + " RETURN" ->
                reports.giveBack(account, number, Stage.FINAL, answer.reason());
            case AfterActionReportProcess.RECORD_MEETING + " RECORD" ->
                reports.recordMeeting(account, number, answer.meetingOn(), answer.minutes());
            case AfterActionReportProcess.SETTLE_RECOMMENDATIONS + " SETTLE" ->
                reports.settle(account, number, answer.settlements() == null ? Map.of() : answer.settlements());
            default -> throw badAnswer();
        }
        return Map.of(AfterActionReportProcess.REPORT_RETURNED, action.equals("RETURN"));
    }

    private static Refusal badAnswer() {
        return Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        return switch (task.process()) {
            case ObservationReviewProcess.ID -> ofObservation(account, task.caseNumber());
            case CorrectiveActionProcess.ID -> ofAction(account, task.caseNumber());
            default -> ofReport(account, task);
        };
    }

    private Map<String, Object> ofObservation(Account account, String number) {
        var found = observations.read(account, number);
        var shown = about(
                found.number(),
                found.exercise(),
                List.of(found.owner()),
                found.state().name());
        shown.put("observation", found);
        shown.put("objectives", conduct.of(found.exercise()).objectives());
        shown.put("story", observations.story(account, number));
        return shown;
    }

    private Map<String, Object> ofAction(Account account, String number) {
        var found = actions.read(account, number);
        var shown = about(
                found.number(),
                found.exercise(),
                List.of(found.owner()),
                found.state().name());
        shown.put("action", found);
        shown.put("observation", observations.read(account, found.observation()));
        shown.put("objectives", conduct.of(found.exercise()).objectives());
        shown.put("story", actions.story(account, number));
        return shown;
    }

    private Map<String, Object> ofReport(Account account, OfficerTask task) {
        var number = task.caseNumber();
        var found = reports.read(account, number);
        var shown = about(
                number,
                found.exercise(),
                reports.parties(number).codes(),
                found.state().name());
        shown.put("host", found.host());
        shown.put("objectives", conduct.of(found.exercise()).objectives());
        shown.put("startexOn", conduct.of(found.exercise()).startexOn());
        shown.put("endexOn", found.endexOn());
        var stage = isFinal(task.step()) ? Stage.FINAL : Stage.FIRST;
        shown.put("stage", stage);
        shown.put("report", reports.report(account, number, stage, true));
        if (task.step().equals(AfterActionReportProcess.SETTLE_RECOMMENDATIONS)) {
            shown.put(
                    "toSettle",
                    new ArrayList<>(reports.ofSide(found, account.side()).stream()
                            .filter(each -> each.isUnsettled() || each.state() == Observation.State.SUBMITTED)
                            .toList()));
        }
        if (task.step().equals(AfterActionReportProcess.PREPARE_FIRST_REPORT)
                || task.step().equals(AfterActionReportProcess.PREPARE_FINAL_REPORT)) {
            var earlier = reports.lastSummary(found, stage);
            shown.put(
                    "suggestedSummary",
                    earlier == null ? texts.say(reports.suggestedSummary(found), account.language()) : earlier);
        }
        shown.put("story", reports.story(account, number));
        return shown;
    }

    private static boolean isFinal(String step) {
        return step.equals(AfterActionReportProcess.SETTLE_RECOMMENDATIONS)
                || step.equals(AfterActionReportProcess.PREPARE_FINAL_REPORT)
                || step.equals(AfterActionReportProcess.SIGN_FINAL_REPORT);
    }

    private Map<String, Object> about(String number, String exercise, List<String> parties, String state) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        shown.put("exercise", exercise);
        shown.put("title", exercises.find(exercise).orElseThrow().title());
        shown.put("parties", parties);
        shown.put("state", state);
        return shown;
    }
}
