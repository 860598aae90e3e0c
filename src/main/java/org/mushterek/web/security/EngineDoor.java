package org.mushterek.web.security;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.engine.EngineQueries;
import org.mushterek.engine.EngineWork;
import org.mushterek.engine.TaskDesk;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.web.CaseDoor;
import org.mushterek.web.KnownParameters;
import org.mushterek.web.RepeatableBody;
import org.mushterek.web.problem.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands before the engine's REST and Tasklist's own copy of it, after the sign-in and Tasklist's check against forged
 * requests. Reads on the list pass; the five deeds are done here, by the product, so that the engine's interface only
 * ever reads. Of the web applications only Tasklist is open.
 */
class EngineDoor extends OncePerRequestFilter {

    /** Attribute of a request that the list knows. */
    static final String PASSING = EngineDoor.class.getName() + ".passing";

    private static final String ENGINE_REST = "/engine-rest";
    private static final String WEB = "/camunda";
    private static final String WEB_API = "/camunda/api/";
    private static final String WEB_ENGINE = "/camunda/api/engine";
    private static final String WEB_ACCOUNT = "/camunda/api/admin/auth/user/default";
    private static final List<String> WEB_STATIC = List.of(
            "/camunda/app/tasklist",
            "/camunda/lib/",
            "/camunda/assets/",
            "/camunda/api/tasklist/plugin/",
            "/camunda/favicon.ico");
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final String PAGE = "maxResults";
    private static final Pattern ROWS = Pattern.compile("(?:/engine/default)?/(?:task|filter/[^/]+/list)");
    private static final Pattern LIST =
            Pattern.compile("(?:/engine/default)?/(task|process-definition|filter)(?:/count)?");

    private final EngineDoorList list = new EngineDoorList();
    private final ObjectMapper strictJson = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final CurrentAccount currentAccount;
    private final TaskDesk taskDesk;
    private final EngineWork engineWork;
    private final ObjectProvider<CaseDoor> caseDoor;
    private final Problems problems;
    private final AuditTrail auditTrail;
    private final FilterNames filterNames;
    private final int largestList;

    EngineDoor(
            CurrentAccount currentAccount,
            TaskDesk taskDesk,
            EngineWork engineWork,
            ObjectProvider<CaseDoor> caseDoor,
            Problems problems,
            AuditTrail auditTrail,
            Texts texts,
            int largestList) {
        this.currentAccount = currentAccount;
        this.taskDesk = taskDesk;
        this.engineWork = engineWork;
        this.caseDoor = caseDoor;
        this.problems = problems;
        this.auditTrail = auditTrail;
        this.filterNames = new FilterNames(texts);
        this.largestList = largestList;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var account = currentAccount.find().orElse(null);
        if (account == null) {
            problems.write(problems.of(HttpStatus.UNAUTHORIZED, Message.of("problem.signInFirst"), request), response);
            return;
        }
        var path = request.getRequestURI();
        try {
            if (path.startsWith(WEB_ENGINE + "/")) {
                enter(account, path.substring(WEB_ENGINE.length()), request, response, chain);
            } else if (path.startsWith(ENGINE_REST + "/")) {
                enter(account, path.substring(ENGINE_REST.length()), request, response, chain);
            } else {
                enterTasklist(account, path, request, response, chain);
            }
        } catch (ClientAbortException hungUp) {
            // No fault of the program, and nobody reads more than a status.
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (Refusal refusal) {
            problems.write(refusal, request, response);
        } catch (RuntimeException fault) {
            problems.write(problems.unexpected(fault, request), response);
        }
    }

    private void enterTasklist(
            Account account, String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var method = request.getMethod();
        var tricky = path.contains(";") || path.contains("//") || path.contains("/.") || path.contains("%");
        if (method.equals("POST") && path.equals(WEB_ACCOUNT + "/logout")) {
            auditTrail.record(account.id(), account.side().code(), null, "signOut", null);
            new SecurityContextLogoutHandler().logout(request, response, null);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else if (method.equals("GET") && path.equals(WEB_ACCOUNT)) {
            pass(request, response, chain);
        } else if ((method.equals("GET") || method.equals("HEAD"))
                && !tricky
                && WEB_STATIC.stream().anyMatch(path::startsWith)) {
            if (path.startsWith(WEB_API)) {
                pass(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        } else {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "problem.notFound");
        }
    }

    /** Written out here and not by the engine, which would log whoever hangs up as a fault. */
    private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        answer.copyBodyToResponse();
    }

    private void enter(
            Account account, String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (account.roles().equals(Set.of(Role.ADMIN))) {
            // Whoever administers accounts sees no case.
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.forbidden");
        }
        var passing = list.judge(request.getMethod(), path)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "problem.notFound"));
        request.setAttribute(PASSING, passing);
        var id = passing.id() == null ? "" : passing.id();
        switch (passing.passage()) {
            case READ -> read(account, path, request, response, chain);
            case CLAIM -> {
                requireOwnId(account, body(request, Set.of("userId")));
                taskDesk.claim(account, id);
                response.setStatus(HttpStatus.NO_CONTENT.value());
            }
            case UNCLAIM -> {
                body(request, Set.of());
                taskDesk.unclaim(account, id);
                response.setStatus(HttpStatus.NO_CONTENT.value());
            }
            case COMPLETE -> {
                refuseVariables(body(request, Set.of("variables", "withVariablesInReturn")));
                var door = caseDoor.getIfAvailable();
                if (door == null) {
                    notInstalled(request, response);
                } else {
                    door.complete(account, id);
                    response.setStatus(HttpStatus.NO_CONTENT.value());
                }
            }
            case START -> {
                refuseVariables(body(request, Set.of("variables", "businessKey", "withVariablesInReturn")));
                var door = caseDoor.getIfAvailable();
                if (door == null) {
                    notInstalled(request, response);
                } else {
                    // A definition's id begins with its key.
                    var key = id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
                    write(door.start(account, key, passing.tenant()), response);
                }
            }
        }
    }

    /** The engine's answer; its refusals in words of the product, because its own speak of its insides. */
    private void read(
            Account account, String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (var page : List.of("firstResult", PAGE)) {
            var asked = request.getParameter(page);
            if (asked != null && !asked.matches("\\d{1,9}")) {
                throw Refusal.of(
                        Refusal.Kind.INVALID, Message.of("problem.wrongNumber").with("field", page));
            }
        }
        refuseUnknownParameters(path, request);
        var isQuery = request.getMethod().equals("POST");
        if (isQuery && !isJson(request.getContentType())) {
            var supported = Message.of("problem.wrongMediaType").with("supported", MediaType.APPLICATION_JSON_VALUE);
            problems.write(problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, supported, request), response);
            return;
        }
        var asked = bounded(path, isQuery ? query(request) : request);
        var answer = new ContentCachingResponseWrapper(response);
        try (var reach = engineWork.reading(account)) {
            chain.doFilter(asked, answer);
        } catch (ServletException | RuntimeException fault) {
            problems.write(problems.unexpected(fault, request), response);
            return;
        }
        if (answer.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            problems.write(EngineRefusal.read(answer).inWords(problems, request), response);
            return;
        }
        if (request.getMethod().equals("GET") && request.getRequestURI().startsWith(WEB) && FilterNames.areAt(path)) {
            var told = filterNames.in(account.language(), answer.getContentAsByteArray());
            answer.resetBuffer();
            answer.getOutputStream().write(told);
        }
        answer.copyBodyToResponse();
    }

    /** A list that says no page ends where the largest page would; a larger one is refused, and not made to fit. */
    private HttpServletRequest bounded(String path, HttpServletRequest request) {
        if (!ROWS.matcher(path).matches()) {
            return request;
        }
        var page = request.getParameter(PAGE);
        if (page == null) {
            return new PagedQuery(request, PAGE, largestList);
        }
        if (Integer.parseInt(page) > largestList) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("problem.outOfRange")
                            .with("field", PAGE)
                            .with("least", "0")
                            .with("most", String.valueOf(largestList)));
        }
        return request;
    }

    /** A query whose page is said for it. */
    private static final class PagedQuery extends HttpServletRequestWrapper {

        private final String page;

        PagedQuery(HttpServletRequest request, String name, int rows) {
            super(request);
            page = name + "=" + rows;
        }

        /** The engine's REST reads its parameters here. */
        @Override
        public String getQueryString() {
            var asked = super.getQueryString();
            return asked == null || asked.isEmpty() ? page : asked + "&" + page;
        }
    }

    /** A query that is an object in JSON, checked before the engine reads it, which would tell its classes. */
    private HttpServletRequest query(HttpServletRequest request) throws IOException {
        var bytes = bytes(request);
        if (bytes.length == 0) {
            throw Refusal.of(Refusal.Kind.INVALID, "problem.unreadable");
        }
        refuseUnknownMembers(parse(bytes));
        return new RepeatableBody(request, bytes);
    }

    private static void refuseUnknownParameters(String path, HttpServletRequest request) {
        var list = LIST.matcher(path);
        if (list.matches()) {
            KnownParameters.refuseOthers(request, EngineQueries.parameters(list.group(1)));
        }
    }

    private static void refuseUnknownMembers(JsonNode query) {
        refuseUnknown(query, EngineQueries.taskMembers());
        for (var part : query.path("orQueries")) {
            refuseUnknown(part, EngineQueries.taskMembers());
        }
        for (var part : query.path("sorting")) {
            refuseUnknown(part, EngineQueries.sortingMembers());
        }
    }

    private static void refuseUnknown(JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.of(
                        Refusal.Kind.INVALID,
                        Message.of("problem.unknownField").with("field", KnownParameters.shown(name)));
            }
        });
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private JsonNode body(HttpServletRequest request, Set<String> members) throws IOException {
        var bytes = bytes(request);
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        var body = parse(bytes);
        refuseUnknown(body, members);
        return body;
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        byte[] bytes;
        try {
            bytes = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        } catch (BadRequestException malformed) {
            if (malformed instanceof ClientAbortException hungUp) {
                throw hungUp;
            }
            throw Refusal.of(Refusal.Kind.INVALID, "problem.unreadable");
        }
        if (bytes.length > LARGEST_BYTES) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, "problem.tooLarge");
        }
        return bytes;
    }

    private JsonNode parse(byte[] bytes) throws IOException {
        JsonNode body;
        try {
            body = strictJson.readTree(bytes);
        } catch (JsonParseException bad) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("problem.badJson")
                            .with("line", bad.getLocation().getLineNr())
                            .with("column", bad.getLocation().getColumnNr()));
        } catch (JsonProcessingException | CharConversionException bad) {
            throw Refusal.of(Refusal.Kind.INVALID, "problem.unreadable");
        }
        if (body == null || !body.isObject()) {
            throw Refusal.of(Refusal.Kind.INVALID, "problem.notAnObject");
        }
        return body;
    }

    private static void refuseVariables(JsonNode body) {
        var variables = body.path("variables");
        if (!variables.isMissingNode() && !variables.isNull() && !(variables.isObject() && variables.isEmpty())) {
            throw Refusal.of(Refusal.Kind.INVALID, "door.variablesPosted");
        }
        if (!body.path("businessKey").asText("").isBlank()
                && !body.path("businessKey").isNull()) {
            throw Refusal.of(Refusal.Kind.INVALID, "door.businessKeyPosted");
        }
        if (body.path("withVariablesInReturn").asBoolean(false)) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("problem.unknownField").with("field", "withVariablesInReturn"));
        }
    }

    private static void requireOwnId(Account account, JsonNode body) {
        if (!body.path("userId").asText(account.id()).equals(account.id())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "door.claimForAnother");
        }
    }

    private void notInstalled(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(problems.of(HttpStatus.NOT_IMPLEMENTED, Message.of("problem.notInstalled"), request), response);
    }

    /** As the engine itself would answer. */
    private void write(CaseDoor.StartedCase started, HttpServletResponse response) throws IOException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("links", List.of());
        answer.put("id", started.processInstanceId());
        answer.put("definitionId", started.definitionId());
        answer.put("businessKey", started.businessKey());
        answer.put("caseInstanceId", null);
        answer.put("ended", false);
        answer.put("suspended", false);
        answer.put("tenantId", started.tenantId());
        response.setStatus(HttpStatus.OK.value());
        response.setContentType("application/json");
        response.getOutputStream().write(strictJson.writeValueAsBytes(answer));
    }
}
