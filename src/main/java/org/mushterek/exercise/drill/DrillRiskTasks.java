package org.mushterek.exercise.drill;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.DrillContinuationProcess;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What commanders see of a suspended drill, and which use case their answers reach. */
@Component
class DrillRiskTasks extends AnsweredTasks<DrillRiskTasks.Answer> {

    private final DrillRisks risks;
    private final Exercises exercises;

    DrillRiskTasks(DrillRisks risks, Exercises exercises, Answers answers) {
        super(Set.of(DrillContinuationProcess.ID), Answer.class, answers);
        this.risks = risks;
        this.exercises = exercises;
    }

    /**
     * The answer of a party.
     *
     * @param action {@code AGREE} or {@code REFUSE}
     * @param authorityLevel level of the officer who agrees (RSK-01)
     * @param reason why not; conditions of an agreement
     */
    record Answer(
            @Nullable String action,
            @Nullable RiskLevel authorityLevel,
            @Nullable String reason) {}

    /** A risk opens it, nobody by hand. */
    @Override
    public String open(Account account, String process) {
        throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.risk.opensItself");
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var agreed = "AGREE".equals(answer.action());
        if (!agreed && !"REFUSE".equals(answer.action())) {
            throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        }
        risks.decide(account, task.caseNumber(), agreed, answer.authorityLevel(), answer.reason());
        return agreed ? Map.of() : Map.of(DrillContinuationProcess.CONTINUATION_REFUSED, true);
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var risk = risks.read(account, task.caseNumber());
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", risk.number());
        shown.put("risk", risk);
        shown.put("drill", risks.drillOf(account, risk));
        shown.put("exercise", exercises.get(account, risk.exercise()));
        shown.put("parties", risks.parties(risk.number()).codes());
        return shown;
    }
}
