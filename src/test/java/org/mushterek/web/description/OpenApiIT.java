package org.mushterek.web.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.ApiLinter;
import org.mushterek.build.NeedsNode;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the interface: sound by the rules for such documents, and complete. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:open-api;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:no-processes/",
            "mushterek.processes.required=false",
            "mushterek.data-folder=target/open-api"
        })
@ActiveProfiles("demo")
class OpenApiIT {

    private static final Set<String> SIMPLE = Set.of("string", "integer", "number", "boolean", "null");

    /**
     * Parts of answers that no type describes: the fields of a task's form, what a task's process shows, what is begun in a
     * form of a page, and what the placeholders of a text stand for.
     */
    private static final Set<String> OPEN_BY_NATURE =
            Set.of("TaskShown.draft", "TaskShown.dossier", "PageDraftsDraft.written", "Message.values");

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @TempDir
    private Path folder;

    private String text = "";
    private JsonNode document;

    @BeforeEach
    void read() {
        var answer = Client.withBasic(port, "tur.planner", "demo").get("/v3/api-docs");
        assertThat(answer.statusCode()).isEqualTo(200);
        text = answer.body();
        document = Client.json(answer);
    }

    @Test
    @NeedsNode
    void givesTheLinterNothingToSay() throws Exception {
        assertThat(ApiLinter.lint(Files.writeString(folder.resolve("api.json"), text)))
                .isEmpty();
    }

    @Test
    void tellsEveryCallOfEveryController() {
        var calls = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().isAnnotationPresent(RestController.class)
                    && method.getBeanType().getName().startsWith("org.mushterek.")) {
                for (var pattern : mapping.getPatternValues()) {
                    for (var verb : mapping.getMethodsCondition().getMethods()) {
                        calls.add(verb + " " + pattern);
                    }
                }
            }
        });

        assertThat(calls).contains("POST /api/visit-requests", "GET /api/working-days");
        assertThat(operations().keySet()).containsExactlyElementsOf(calls);
    }

    @Test
    void tellsOfEachCallWhatItDoesAndHowItRefuses() {
        operations().forEach((call, operation) -> {
            assertThat(operation.path("summary").asText()).as(call).isNotBlank();
            assertThat(operation.get("tags")).as(call).hasSize(1);
            var statuses = new TreeSet<String>();
            operation.get("responses").fieldNames().forEachRemaining(statuses::add);
            assertThat(statuses).as(call).contains("400", "401", "403");
            assertThat(statuses.first()).as(call).startsWith("2");
            assertThat(statuses.contains("404")).as(call).isEqualTo(call.contains("{"));
            assertThat(statuses.contains("409")).as(call).isEqualTo(!call.startsWith("GET"));
            var isSearch = call.startsWith("POST") && call.endsWith("/search");
            assertThat(statuses.contains("422")).as(call).isEqualTo(call.startsWith("POST") && !isSearch);
            var parameters = StreamSupport.stream(operation.path("parameters").spliterator(), false)
                    .map(parameter -> parameter.get("name").asText())
                    .collect(Collectors.toSet());
            assertThat(statuses.contains("428")).as(call).isEqualTo(parameters.contains("If-Match"));
            assertThat(statuses.contains("412")).as(call).isEqualTo(parameters.contains("If-Match"));
            // The same file again is the same file: an upload needs no key; a search changes nothing.
            assertThat(parameters.contains("Idempotency-Key"))
                    .as(call)
                    .isEqualTo(call.startsWith("POST") && !call.endsWith("/attachments") && !isSearch);
            assertThat(operation
                            .at("/responses/401/content/application~1problem+json/schema/$ref")
                            .asText())
                    .as(call)
                    .isEqualTo("#/components/schemas/Problem");
        });
    }

    /** What generated clients call things by. */
    @Test
    void namesEachCallOnceAndEachTypeForItself() {
        var ids = operations().values().stream()
                .map(operation -> operation.get("operationId").asText())
                .toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"))
                .contains("readEvent");
        assertThat(lineOf("GET /api/events")).isEqualTo("#/components/schemas/CloudEvent");
        assertThat(lineOf("GET /api/visit-requests")).isEqualTo("#/components/schemas/CaseListsLine");
    }

    /** A client that is generated from the description has a getter for everything that is answered. */
    @Test
    void typesEveryAnswerButWhatIsOpenByNature() {
        var open = new TreeSet<String>();
        var answers = new TreeSet<String>();
        operations()
                .forEach(
                        (call, operation) -> operation.get("responses").fields().forEachRemaining(answer -> {
                            if (answer.getKey().startsWith("2")) {
                                answer.getValue().path("content").forEach(content -> {
                                    answers.add(call);
                                    findOpen(content.path("schema"), call, new TreeSet<>(), open);
                                });
                            }
                        }));

        assertThat(answers).contains("GET /api/tasks/{id}", "POST /api/visit-requests");
        assertThat(open).isEqualTo(OPEN_BY_NATURE);
    }

    @Test
    void findsAnAnswerWithoutAType() throws Exception {
        var open = new TreeSet<String>();
        findOpen(new ObjectMapper().readTree("""
                        {"type": "array", "items": {"properties": {
                          "said": {"type": "string"},
                          "byName": {"type": "object", "additionalProperties": {"type": "integer"}},
                          "whatever": {"type": ["object", "null"], "additionalProperties": {}},
                          "anything": {}}}}"""), "GET /", new TreeSet<>(), open);

        assertThat(open).containsExactly("GET / [].anything", "GET / [].whatever");
    }

    /**
     * @param place the call, or the type that the schema is a part of
     * @param seen types that were looked at
     * @param open places of which nothing is said but that there is something
     */
    private void findOpen(JsonNode schema, String place, Set<String> seen, Set<String> open) {
        var type = schema.path("$ref").asText().replaceFirst(".*/", "");
        if (!type.isEmpty()) {
            var named = document.at("/components/schemas/" + type);
            if (!named.has("properties")) {
                findOpen(named, place, seen, open);
            } else if (seen.add(type)) {
                findOpen(named, type, seen, open);
            }
        } else if (schema.has("items")) {
            findOpen(schema.get("items"), place + " []", seen, open);
        } else if (schema.has("properties")) {
            schema.get("properties")
                    .fields()
                    .forEachRemaining(field -> findOpen(field.getValue(), place + "." + field.getKey(), seen, open));
        } else if (schema.path("additionalProperties").size() > 0) {
            findOpen(schema.get("additionalProperties"), place + " {}", seen, open);
        } else if (schema.has("oneOf")) {
            schema.get("oneOf").forEach(one -> findOpen(one, place, seen, open));
        } else {
            var types = schema.path("type").isArray() ? schema.path("type") : List.of(schema.path("type"));
            for (var one : types) {
                if (!SIMPLE.contains(one.asText())) {
                    open.add(place);
                }
            }
        }
    }

    /** The type of the lines of a page. */
    private String lineOf(String call) {
        var page = Objects.requireNonNull(operations().get(call))
                .at("/responses/200/content")
                .elements()
                .next()
                .at("/schema/$ref")
                .asText();
        return document.at(page.replace("#", "") + "/properties/items/items/$ref")
                .asText();
    }

    @Test
    void tellsHowToSignIn() {
        assertThat(document.at("/components/securitySchemes").toString())
                .contains("\"scheme\":\"basic\"", "\"name\":\"JSESSIONID\"");
        assertThat(document.at("/components/schemas/Problem/properties/findings/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ProblemFault");
    }

    @Test
    void bearsTheVersionOfTheProduct() throws Exception {
        var product = Pattern.compile("<artifactId>mushterek</artifactId>\\s*<version>([0-9]+\\.[0-9]+)\\.")
                .matcher(Files.readString(Path.of("pom.xml")));

        assertThat(product.find()).isTrue();
        assertThat(document.at("/info/version").asText()).isEqualTo(product.group(1));
    }

    /** By method and path. */
    private TreeMap<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation -> operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
        return operations;
    }
}
