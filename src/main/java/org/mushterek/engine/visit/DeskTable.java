package org.mushterek.engine.visit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.mushterek.visit.VisitDesksTable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Which desks look at a request, by the newest {@link VisitDesksTable} of its host. The engine reads each cell of the table anew
 * at each question, which takes milliseconds; what one version of it answers follows from the question alone, so each question
 * is put to a version once.
 */
@Component
class DeskTable {

    /** So many questions are remembered; more different ones than a host ever meets between two starts. */
    private static final int MOST_REMEMBERED = 2000;

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final Map<Question, List<String>> answers = new ConcurrentHashMap<>();

    DeskTable(@Lazy DecisionService decisions, @Lazy RepositoryService repository) {
        this.decisions = decisions;
        this.repository = repository;
    }

    private record Question(String table, Map<String, Object> content) {}

    /**
     * The codes of the desks, in the table's order.
     *
     * @param content the table's inputs
     */
    List<String> desks(String tenant, Map<String, Object> content) {
        var newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(VisitDesksTable.ID)
                .tenantIdIn(tenant)
                .latestVersion()
                .singleResult();
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        return answers.computeIfAbsent(new Question(newest.getId(), content), this::ask);
    }

    private List<String> ask(Question question) {
        return List.copyOf(decisions
                .evaluateDecisionTableById(question.table())
                .variables(question.content())
                .evaluate()
                .collectEntries(VisitDesksTable.DESK));
    }
}
