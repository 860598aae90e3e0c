package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.ExercisePlanningProcess;
import org.mushterek.exercise.OpenActions.OpenAction;
import org.mushterek.exercise.PlanningConferenceProcess;
import org.mushterek.exercise.planning.EarlierActions.ActionAnswer;
import org.mushterek.exercise.planning.Planning.Product;
import org.mushterek.exercise.planning.PlanningProcesses.About;
import org.mushterek.exercise.planning.ReadinessGate.ItemAnswer;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks of planning show, and which use case their answers reach. */
@Component
public class PlanningTasks extends AnsweredTasks<PlanningTasks.Answer> {

    private static final String AGREE = "AGREE";
    private static final String REFUSE = "REFUSE";

    private final Plannings plannings;
    private final Conferences conferences;
    private final Products products;
    private final ReadinessGate gate;
    private final EarlierActions earlier;
    private final PlanningView view;
    private final PlanningCases cases;
    private final PlanningProcesses processes;
    private final Texts texts;

    PlanningTasks(
            Plannings plannings,
            Conferences conferences,
            Products products,
            ReadinessGate gate,
            EarlierActions earlier,
            PlanningView view,
            PlanningCases cases,
            PlanningProcesses processes,
            Answers answers,
            Texts texts) {
        super(Set.of(ExercisePlanningProcess.ID, PlanningConferenceProcess.ID), Answer.class, answers);
        this.plannings = plannings;
        this.conferences = conferences;
        this.products = products;
        this.gate = gate;
        this.earlier = earlier;
        this.view = view;
        this.cases = cases;
        this.processes = processes;
        this.texts = texts;
    }

    /**
     * The answer to a task of planning.
     *
     * @param action {@code CHOOSE}, {@code OUTSIDE} or {@code DISCARD}; {@code INVITE} or {@code WAIVE}; {@code RECORD} or {@code NOT_HELD};
     *     {@code WRITE}; {@code CLEAR} or {@code ALERT}; {@code JUDGE}, {@code WAIVE}, {@code REVISE} or {@code HEALTH};
     *     {@code ANSWER} to waivers; elsewhere {@code AGREE} or {@code REFUSE}
     * @param exercise code of the exercise that is to be planned
     * @param day of the conference, with {@code place} and {@code agenda}
     * @param heldOn day on which it was held; left out where that is the day of the invitation
     * @param content of a product
     * @param authorityLevel of the officer who approves a risk
     * @param items of the gate that are to be let pass, such as {@code INSURANCE:TUR}
     * @param product that is to be revised at the gate
     * @param waivers an answer for each item that is asked for
     * @param actions answers to open corrective actions of earlier exercises; of the specification alone
     */
    record Answer(
            @Nullable String action,
            @Nullable String exercise,
            @Nullable LocalDate day,
            @Nullable String place,
            @Nullable String agenda,
            @Nullable LocalDate heldOn,
            @Nullable String minutes,
            @Nullable ProductContent content,
            @Nullable RiskLevel authorityLevel,
            @Nullable List<String> items,
            @Nullable ProductKind product,
            @Nullable List<ItemAnswer> waivers,
            @Nullable List<ActionAnswer> actions,
            @Nullable String reason) {}

    @Override
    public void reminded(OfficerTask task, int share) {
        plannings.reminded(task.caseNumber(), task.side());
    }

    @Override
    public String open(Account account, String process) {
        if (!process.equals(ExercisePlanningProcess.ID)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planning.conferenceIsCalled");
        }
        return plannings.open(account);
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        return switch (task.step()) {
            case ExercisePlanningProcess.CHOOSE_EXERCISE -> choose(account, task, answer);
            case ExercisePlanningProcess.DECIDE_OUT_OF_PLAN -> {
                var agrees = agrees(answer);
                plannings.answerOutOfPlan(account, task.caseNumber(), agrees, answer.reason());
                yield Map.of(ExercisePlanningProcess.OUT_OF_PLAN_REFUSED, !agrees);
            }
            case ExercisePlanningProcess.PREPARE_PRODUCT,
                    ExercisePlanningProcess.REVISE_PRODUCT,
                    ExercisePlanningProcess.RECORD_GATE_PROTOCOL -> {
                require(answer, "WRITE");
                var about = about(task);
                products.write(
                        account,
                        task.caseNumber(),
                        stage(about),
                        product(about),
                        content(answer),
                        Planning.copy(answer.actions()));
                yield Map.of();
            }
            case ExercisePlanningProcess.DECIDE_PRODUCT,
                    ExercisePlanningProcess.DECIDE_REVISION,
                    ExercisePlanningProcess.CONFIRM_GATE_PROTOCOL -> {
                var agrees = agrees(answer);
                var about = about(task);
                products.decide(
                        account,
                        task.caseNumber(),
                        stage(about),
                        product(about),
                        agrees,
                        answer.reason(),
                        answer.authorityLevel(),
                        Planning.copy(answer.actions()));
                yield Map.of(ExercisePlanningProcess.PRODUCT_REFUSED, !agrees);
            }
            case ExercisePlanningProcess.DECLARE_HEALTH -> {
                var isClear = is(answer, "CLEAR");
                if (!isClear) {
                    require(answer, "ALERT");
                }
                gate.declareHealth(account, task.caseNumber(), isClear, answer.reason());
                yield Map.of();
            }
            case ExercisePlanningProcess.REVIEW_READINESS -> review(account, task, answer);
            case ExercisePlanningProcess.DECIDE_GATE_WAIVERS -> {
                require(answer, "ANSWER");
                gate.answerWaivers(account, task.caseNumber(), Planning.copy(answer.waivers()));
                yield Map.of();
            }
            case ExercisePlanningProcess.CONFIRM_READINESS -> {
                var agrees = agrees(answer);
                gate.confirm(account, task.caseNumber(), agrees, answer.reason());
                yield Map.of(ExercisePlanningProcess.READINESS_REFUSED, !agrees);
            }
            default -> ofConference(account, task, answer);
        };
    }

    private Map<String, Object> choose(Account account, OfficerTask task, Answer answer) {
        if (is(answer, "DISCARD")) {
            plannings.discard(account, task.caseNumber());
            return chosen(false, false);
        }
        var isOutside = is(answer, "OUTSIDE");
        if (!isOutside) {
            require(answer, "CHOOSE");
        }
        plannings.choose(account, task.caseNumber(), answer.exercise(), isOutside);
        return chosen(!isOutside, isOutside);
    }

    private static Map<String, Object> chosen(boolean planned, boolean outside) {
        return Map.of(ExercisePlanningProcess.EXERCISE_CHOSEN, planned, ExercisePlanningProcess.HELD_OUTSIDE, outside);
    }

    private About about(OfficerTask task) {
        return switch (task.step()) {
            case ExercisePlanningProcess.CHOOSE_EXERCISE -> new About(null, null);
            case ExercisePlanningProcess.RECORD_GATE_PROTOCOL, ExercisePlanningProcess.CONFIRM_GATE_PROTOCOL ->
                new About(null, ProductKind.GATE_PROTOCOL.name());
            default -> processes.about(task.id());
        };
    }

    private Map<String, Object> review(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        var routing = new LinkedHashMap<String, Object>(Map.of(
                ExercisePlanningProcess.WAIVER_ASKED, false,
                ExercisePlanningProcess.REVISION_ASKED, false,
                ExercisePlanningProcess.HEALTH_ASKED, false));
        switch (String.valueOf(answer.action())) {
            case "JUDGE" -> gate.askAgain(account, number, false);
            case "HEALTH" -> {
                gate.askAgain(account, number, true);
                routing.put(ExercisePlanningProcess.HEALTH_ASKED, true);
            }
            case "WAIVE" -> {
                gate.askWaivers(account, number, Planning.copy(answer.items()), answer.reason());
                routing.put(ExercisePlanningProcess.WAIVER_ASKED, true);
            }
            case "REVISE" -> {
                gate.askRevision(account, number, answer.product());
                routing.put(ExercisePlanningProcess.REVISION_ASKED, true);
                routing.put(
                        ExercisePlanningProcess.PRODUCT,
                        Objects.requireNonNull(answer.product()).name());
            }
            default -> throw badAnswer();
        }
        return routing;
    }

    private Map<String, Object> ofConference(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        var stage = Objects.requireNonNull(stage(processes.about(task.id())), task.step());
        switch (task.step()) {
            case PlanningConferenceProcess.INVITE_PARTIES -> {
                var asksWaiver = is(answer, "WAIVE");
                if (asksWaiver) {
                    conferences.askWaiver(account, number, stage, answer.reason());
                } else {
                    require(answer, "INVITE");
                    conferences.invite(account, number, stage, answer.day(), answer.place(), answer.agenda());
                }
                return Map.of(PlanningConferenceProcess.CONFERENCE_WAIVER_ASKED, asksWaiver);
            }
            case PlanningConferenceProcess.DECIDE_CONFERENCE_WAIVER -> {
                var agrees = agrees(answer);
                conferences.answerWaiver(account, number, stage, agrees, answer.reason());
                return Map.of(PlanningConferenceProcess.CONFERENCE_WAIVER_REFUSED, !agrees);
            }
            case PlanningConferenceProcess.RECORD_MINUTES -> {
                var isHeld = !is(answer, "NOT_HELD");
                if (isHeld) {
                    require(answer, "RECORD");
                    conferences.recordMinutes(account, number, stage, answer.heldOn(), answer.minutes());
                } else {
                    conferences.notHeld(account, number, stage, answer.reason());
                }
                return Map.of(PlanningConferenceProcess.CONFERENCE_HELD, isHeld);
            }
            case PlanningConferenceProcess.CONFIRM_MINUTES -> {
                var agrees = agrees(answer);
                conferences.confirmMinutes(account, number, stage, agrees, answer.reason());
                return Map.of(PlanningConferenceProcess.MINUTES_REFUSED, !agrees);
            }
            default -> throw badAnswer();
        }
    }

    /** The open corrective actions that the officer has to answer. */
    private List<OpenAction> actions(Account account, String step, Planning planning, ProductKind kind) {
        if (kind != ProductKind.EXERCISE_SPECIFICATION) {
            return List.of();
        }
        var version =
                cases.product(planning.number(), kind).map(Product::version).orElse(0);
        return step.equals(ExercisePlanningProcess.PREPARE_PRODUCT)
                        || step.equals(ExercisePlanningProcess.REVISE_PRODUCT)
                ? earlier.open(account, planning)
                : earlier.unanswered(account, planning, version);
    }

    private static boolean agrees(Answer answer) {
        if (is(answer, AGREE)) {
            return true;
        }
        require(answer, REFUSE);
        return false;
    }

    private static boolean is(Answer answer, String action) {
        return action.equals(answer.action());
    }

    private static void require(Answer answer, String action) {
        if (!is(answer, action)) {
            throw badAnswer();
        }
    }

    private static Refusal badAnswer() {
        return Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
    }

    private static ProductContent content(Answer answer) {
        return answer.content() == null ? new ProductContent(null, List.of(), List.of(), null, null) : answer.content();
    }

    private static @Nullable Stage stage(About about) {
        return about.stage() == null ? null : Stage.valueOf(about.stage());
    }

    private static ProductKind product(About about) {
        return ProductKind.valueOf(String.valueOf(about.product()));
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var number = task.caseNumber();
        var planning = plannings.read(account, number);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("planning", view.of(account, number));
        var about = about(task);
        shown.put("stage", about.stage());
        shown.put("product", about.product());
        if (about.product() != null) {
            shown.put(
                    "current",
                    cases.product(number, product(about)).map(Product::content).orElse(null));
        }
        switch (task.step()) {
            case ExercisePlanningProcess.CHOOSE_EXERCISE -> {
                shown.put("plannable", plannings.plannable(account));
                shown.put("outside", plannings.preparedOutside(account));
            }
            case ExercisePlanningProcess.RECORD_GATE_PROTOCOL -> {
                var parties = plannings.parties(planning).codes();
                shown.put("protocolItems", GateProtocol.asked(planning.host(), parties));
            }
            case ExercisePlanningProcess.DECIDE_GATE_WAIVERS -> shown.put("asked", gate.asked(number));
            case ExercisePlanningProcess.PREPARE_PRODUCT,
                    ExercisePlanningProcess.DECIDE_PRODUCT,
                    ExercisePlanningProcess.REVISE_PRODUCT,
                    ExercisePlanningProcess.DECIDE_REVISION ->
                shown.put("actions", actions(account, task.step(), planning, product(about)));
            case PlanningConferenceProcess.INVITE_PARTIES -> {
                var stage = Stage.valueOf(String.valueOf(about.stage()));
                var day = cases.milestone(number, stage.name()).orElse(planning.firstDay());
                shown.put("proposedDay", day);
                shown.put(
                        "findings",
                        conferences.judgeInvitation(planning, stage, day).findings().stream()
                                .map(finding -> texts.say(finding, account.language()))
                                .toList());
            }
            default -> {}
        }
        return shown;
    }
}
