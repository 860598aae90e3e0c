package org.mushterek.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.rest.dto.CamundaQueryParam;
import org.camunda.bpm.engine.rest.dto.SortingDto;
import org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionQueryDto;
import org.camunda.bpm.engine.rest.dto.runtime.FilterQueryDto;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.jspecify.annotations.Nullable;

/**
 * What the lists of the engine's REST can be asked, read off the engine. It passes over whatever it does not know, and so
 * answers a misspelt filter with everything.
 */
public final class EngineQueries {

    private static final Map<String, Class<?>> QUERIES = Map.of(
            "task", TaskQueryDto.class,
            "process-definition", ProcessDefinitionQueryDto.class,
            "filter", FilterQueryDto.class);
    /** What stands beside the queries' own; {@code itemCount} belongs to filters, and Tasklist asks for it. */
    private static final Set<String> OF_EVERY_LIST =
            Set.of("firstResult", "maxResults", "sortBy", "sortOrder", "itemCount");

    private static final ObjectMapper AS_THE_ENGINE_READS = new ObjectMapper();

    private EngineQueries() {}

    /** The parameters in the address of {@code /task}, {@code /process-definition} or {@code /filter}; empty for others. */
    public static Optional<Set<String>> parameters(String list) {
        return Optional.ofNullable(QUERIES.get(list)).map(query -> Stream.concat(
                        OF_EVERY_LIST.stream(),
                        Arrays.stream(query.getMethods())
                                .map(EngineQueries::parameter)
                                .filter(Objects::nonNull))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The members of a query for tasks in JSON, the same in each of its {@code orQueries}. */
    public static Set<String> taskMembers() {
        var members = members(TaskQueryDto.class);
        // Tasklist says its page in the body, too; the engine reads it in the address.
        members.add("firstResult");
        members.add("maxResults");
        return members;
    }

    /** The members of each entry of a query's {@code sorting}. */
    public static Set<String> sortingMembers() {
        return members(SortingDto.class);
    }

    private static @Nullable String parameter(Method setter) {
        var annotation = setter.getAnnotation(CamundaQueryParam.class);
        return annotation == null ? null : annotation.value();
    }

    private static Set<String> members(Class<?> read) {
        var type = AS_THE_ENGINE_READS.constructType(read);
        return AS_THE_ENGINE_READS.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
