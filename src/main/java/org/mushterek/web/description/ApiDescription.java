package org.mushterek.web.description;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.mushterek.visit.ShownDocument;
import org.mushterek.visit.VisitDocument;
import org.mushterek.web.Slice;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/** What the description says of the interface as a whole, and of every call alike: sign-in, refusals, versions, keys. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(ShownDocument.class, VisitDocument.class)
                // As "date-time" a generated client would ask for a zone, which a time by the clock of its place has
                // not.
                .replaceWithClass(LocalDateTime.class, String.class);
    }

    /** The first two parts of the product's version. */
    static final String VERSION = "0.1";

    private static final String BASIC = "basic";
    private static final String SESSION = "session";
    private static final String PROBLEM = "Problem";
    private static final String MULTIPART = org.springframework.http.MediaType.MULTIPART_FORM_DATA_VALUE;
    private static final String INTRODUCTION = """
            The product's own interface: everything that officers do in the forms, and what other systems read.

            Sign in with Basic, or use the session of the pages together with the value of the cookie `MUSHTEREK-CSRF` \
            in the header `X-MUSHTEREK-CSRF`. Every refusal is `application/problem+json` (RFC 9457) in the account's \
            language, with a stable `type`; the refusal of a rule lists each breach with its source and its cure. \
            What is not the account's to see answers 404. Changes to what can change carry the version that was read \
            in `If-Match`. A `POST` may carry an `Idempotency-Key`; an upload of a file needs none, as the same file is \
            kept once, and a search (`…/search`) none, as it changes nothing.""";

    private static final List<Tag> TAGS = List.of(
            new Tag().name("Visit requests").description("Requests for visits, on both sides"),
            new Tag().name("Tasks").description("What waits for officers"),
            new Tag().name("Permits").description("Permits and their papers"),
            new Tag().name("Papers").description("The papers of a visit beside its permit"),
            new Tag().name("Accounts").description("Who may sign in, and as what"),
            new Tag().name("Exercises").description("Registered exercises"),
            new Tag().name("Incidents").description("Injuries, deaths and arrests of guests"),
            new Tag().name("After action").description("Observations, reports on exercises, and corrective actions"),
            new Tag().name("Schedules").description("Drills and other activities, placed with proof"),
            new Tag().name("Drills").description("The drills of an exercise on their way to an accepted plan"),
            new Tag().name("Ranges").description("Training ranges of the account's side, and when they are closed"),
            new Tag().name("Instruments").description("What the sides have signed, and what is known of it"),
            new Tag().name("Calendars").description("Working days of each side and of both, and decrees over them"),
            new Tag()
                    .name("Retention")
                    .description("How long persons are kept after their case was closed, and legal holds"),
            new Tag().name("Reports").description("Cases, figures and exports of the account's side"),
            new Tag().name("Events").description("What happened, for other systems"),
            new Tag().name("Audit").description("Who did what on the account's side, and the event logs of processes"),
            new Tag().name("Reference").description("The rule book, texts, and the account"));

    @Bean
    OpenAPI wholeInterface() {
        return new OpenAPI()
                .info(new Info()
                        .title("Mushterek")
                        .version(VERSION)
                        .description(INTRODUCTION)
                        .contact(new Contact().name("The administrator of your side's accounts")))
                .tags(TAGS)
                .security(List.of(new SecurityRequirement().addList(BASIC), new SecurityRequirement().addList(SESSION)))
                .components(new Components()
                        .addSecuritySchemes(
                                BASIC,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("For programs; makes no session"))
                        .addSecuritySchemes(
                                SESSION,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("JSESSIONID")
                                        .description("The session of the sign-in page")));
    }

    /** Registered first, which makes it the last that is asked: the others look at a type before it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver namedTypes(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
    }

    /** Tells each call's refusals, the version that it takes and gives, and the key of a POST. */
    @Bean
    OperationCustomizer whatEveryCallShares() {
        return (operation, method) -> {
            // The same for good: generated clients name their methods by it, and numbers would move with each new call.
            operation.setOperationId(method.getMethod().getName()
                    + SchemaNames.withoutController(method.getBeanType().getSimpleName()));
            if (operation.getDescription() == null) {
                operation.setDescription(operation.getSummary());
            }
            var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
            var hasVersion = parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()));
            parameters.forEach(ApiDescription::describe);
            refuse(
                    operation,
                    400,
                    "Something in the request is unusable; the findings say what, and what would be right");
            refuse(operation, 401, "Nobody is signed in");
            refuse(operation, 403, "The account may not do this");
            if (parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
                refuse(operation, 404, "There is no such thing for this account");
            }
            if (isChange(method)) {
                refuse(operation, 409, "The state of the case or a rule forbids it now");
                refuse(
                        operation,
                        413,
                        takesFile(method)
                                ? "The file is larger than one may be, or all files of the side in the case are"
                                : "The body is larger than 2 MiB");
            }
            if (hasVersion) {
                refuse(operation, 412, "Somebody else has changed it since it was read");
                refuse(operation, 428, "The header If-Match with the version is missing");
            }
            if (takesFile(method)) {
                refuse(
                        operation,
                        422,
                        "The virus scanner has found something, or the file is named after a person who goes by an alias;"
                                + " the file was not kept");
            } else if (method.hasMethodAnnotation(PostMapping.class) && !isSearch(method)) {
                operation.addParametersItem(idempotencyKey());
                refuse(
                        operation,
                        422,
                        "The Idempotency-Key was used here for a request with another body, or a text names a person who goes by"
                                + " an alias");
            }
            return operation;
        };
    }

    /** Adds the schema of a problem, which no controller names, and says in what every description is sorted. */
    @Bean
    OpenApiCustomizer problemSchema() {
        return api -> {
            var schemas = new TreeMap<String, Schema>();
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(schemas::put);
            schemas.forEach(api.getComponents()::addSchemas);
        };
    }

    private static boolean takesFile(HandlerMethod method) {
        var post = method.getMethodAnnotation(PostMapping.class);
        return post != null && List.of(post.consumes()).contains(MULTIPART);
    }

    /** What changes nothing, and takes its words in a body because they may be of persons. */
    private static boolean isSearch(HandlerMethod method) {
        var post = method.getMethodAnnotation(PostMapping.class);
        return post != null && Arrays.stream(post.value()).anyMatch(path -> path.endsWith("/search"));
    }

    private static boolean isChange(HandlerMethod method) {
        return !method.hasMethodAnnotation(org.springframework.web.bind.annotation.GetMapping.class);
    }

    private static void describe(Parameter parameter) {
        var schema = parameter.getSchema();
        if (schema != null && "offset".equals(parameter.getName())) {
            schema.minimum(BigDecimal.ZERO);
        } else if (schema != null && "limit".equals(parameter.getName())) {
            schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(Slice.LARGEST));
        }
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    switch (String.valueOf(parameter.getName()).toLowerCase(Locale.ROOT)) {
                        case "if-match" -> "The version that was read, as its ETag: `\"3\"`";
                        case "offset" -> "How many to leave out, from 0";
                        case "limit" -> "How many to show, from 1 to " + Slice.LARGEST;
                        case "before" -> "Only what was recorded before the entry with this `no`";
                        case "number" -> "The number of the case or permit, such as `VIS-TUR-2027-0042`";
                        case "paper" -> "The number of the paper, such as `MOV-TUR-2027-0003`";
                        case "kind" -> "Which paper";
                        case "part" -> "The movement of a customs declaration, from 1";
                        case "q" ->
                            "Parts of the case's or group's number, of the unit that asks and of persons' names (or aliases, where the"
                                    + " request asks for them), in any writing of ı, i, İ and ə; what is found is sorted by unit";
                        case "from" -> "First day, as `2027-03-01`";
                        case "to" -> "Last day, as `2027-03-31`";
                        case "side" -> "Code of the side, such as `AZE`";
                        case "exercise" -> "Code of the exercise";
                        default -> null;
                    });
        }
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .required(false)
                .schema(new StringSchema().maxLength(200))
                .description(
                        "Who repeats the request with the same key within 24 hours gets the first answer again, with the"
                                + " header `Idempotency-Replayed`, and nothing happens twice; who has lost a role or a deputyship"
                                + " since then gets 403 instead. Refusals are not kept.");
    }

    private static void refuse(Operation operation, int status, String when) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation
                .getResponses()
                .addApiResponse(
                        String.valueOf(status),
                        new ApiResponse()
                                .description(when)
                                .content(new Content()
                                        .addMediaType(
                                                Problems.MEDIA_TYPE,
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }
}
