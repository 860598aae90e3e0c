package org.mushterek.engine.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists that Tasklist offers at first start. Only the program writes filters, because the expressions in a stored
 * filter run; their names carry all three languages, because a filter has one name for everybody.
 */
@Component
class TasklistFilters {

    private final FilterService filters;
    private final TaskService tasks;

    TasklistFilters(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    void establish() {
        establish("My tasks · Mənim tapşırıqlarım · Görevlerim", 0, "#1d4f4a", mine());
        establish("My side's tasks · Tərəfimin tapşırıqları · Tarafımın görevleri", 10, "#2f6f8f", tasksOfMyGroups());
        establish(
                "Due soon · Müddəti yaxınlaşan · Süresi yaklaşan",
                20,
                "#b7791f",
                tasksOfMyGroups().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(2)}"));
        establish(
                "Overdue · Müddəti keçmiş · Süresi geçen",
                30,
                "#a83232",
                tasksOfMyGroups().dueBeforeExpression("${now()}"));
    }

    private TaskQuery mine() {
        return tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}");
    }

    private TaskQuery tasksOfMyGroups() {
        return tasks.createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .includeAssignedTasks();
    }

    private void establish(String name, int priority, String colour, TaskQuery query) {
        if (filters.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        var properties = new LinkedHashMap<String, Object>();
        properties.put("priority", priority);
        properties.put("color", colour);
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", List.<Map<String, String>>of());
        filters.saveFilter(filters.newTaskFilter(name).setQuery(query).setProperties(properties));
    }
}
