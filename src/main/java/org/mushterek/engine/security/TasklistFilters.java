package org.mushterek.engine.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists that Tasklist offers at first start. Only the program writes filters, because the expressions in a stored
 * filter run. A filter has one name for everybody, in English; Tasklist's door tells it in the account's language.
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
        establish("My tasks", "My tasks · Mənim tapşırıqlarım · Görevlerim", 0, "#1d4f4a", mine());
        establish(
                "My side's tasks",
                "My side's tasks · Tərəfimin tapşırıqları · Tarafımın görevleri",
                10,
                "#2f6f8f",
                tasksOfMyGroups());
        establish(
                "Due soon",
                "Due soon · Müddəti yaxınlaşan · Süresi yaklaşan",
                20,
                "#8f5d18",
                tasksOfMyGroups().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(2)}"));
        establish(
                "Overdue",
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

    /** Databases of an earlier release may hold it in another colour. */
    private void paint(Filter known, String colour) {
        var kept = new LinkedHashMap<>(known.getProperties());
        if (!colour.equals(kept.put("color", colour))) {
            filters.saveFilter(known.setProperties(kept));
        }
    }

    /** @param formerName what databases of the first release hold instead; it is renamed there */
    private void establish(String name, String formerName, int priority, String colour, TaskQuery query) {
        var former = filters.createFilterQuery().filterName(formerName).singleResult();
        if (former != null) {
            filters.saveFilter(former.setName(name));
        }
        var known = filters.createFilterQuery().filterName(name).singleResult();
        if (known != null) {
            paint(known, colour);
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
