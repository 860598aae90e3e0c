package org.mushterek.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.dto.SortingDto;
import org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.FilterQueryDto;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;

/**
 * What the lists of the engine's REST can be asked, read off the engine. It passes over whatever it does not know, and so
 * answers a misspelt filter with everything.
 */
public final class EngineQueries {

    /** What stands beside the queries' own; {@code itemCount} belongs to filters, and Tasklist asks for it. */
    private static final Set<String> OF_EVERY_LIST =
            Set.of("firstResult", "maxResults", "sortBy", "sortOrder", "itemCount");

    /** Tasklist says its page in the body, too; the engine reads it in the address. */
    private static final Set<String> OF_EVERY_BODY = Set.of("firstResult", "maxResults");

    // Read once: every list of tasks asks for them.
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "task", parametersOf(TaskQueryDto.class),
            "process-definition", parametersOf(ProcessDefinitionQueryDto.class),
            "filter", parametersOf(FilterQueryDto.class));
    private static final Set<String> TASK_MEMBERS = union(membersOf(TaskQueryDto.class), OF_EVERY_BODY);
    private static final Set<String> SORTING_MEMBERS = membersOf(SortingDto.class);

    private EngineQueries() {}

    /** @param list {@code task}, {@code process-definition} or {@code filter} */
    public static Set<String> parameters(String list) {
        return Objects.requireNonNull(PARAMETERS.get(list), list);
    }

    /** The members of a query for tasks in JSON, the same in each of its {@code orQueries}. */
    public static Set<String> taskMembers() {
        return TASK_MEMBERS;
    }

    /** The members of each entry of a query's {@code sorting}. */
    public static Set<String> sortingMembers() {
        return SORTING_MEMBERS;
    }

    private static Set<String> parametersOf(Class<?> query) {
        return union(
                Arrays.stream(query.getMethods())
                        .map(setter -> setter.getAnnotation(CamundaQueryParam.class))
                        .filter(Objects::nonNull)
                        .map(CamundaQueryParam::value)
                        .collect(Collectors.toSet()),
                OF_EVERY_LIST);
    }

    private static Set<String> membersOf(Class<?> read) {
        var json = new ObjectMapper();
        return json.getDeserializationConfig().introspect(json.constructType(read)).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
