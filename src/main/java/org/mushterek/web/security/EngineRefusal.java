package org.mushterek.web.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.mushterek.common.Message;
import org.mushterek.web.problem.Problem;
import org.mushterek.web.problem.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer of the engine's own interface that is no success. What it says names its classes and is English only, so it
 * is read for what it means and told as a problem.
 */
record EngineRefusal(int status, String type, String message) {

    /** How the engine names the parameter that it does not take; a name that could be anything is not repeated. */
    private static final Pattern WRONG_PARAMETER = Pattern.compile("query parameter '(?<name>[A-Za-z0-9_]{1,60})'");

    /** Below a list of tasks one task is asked for. */
    private static final Pattern TASK = Pattern.compile("/task/(?!count$)[^/]");

    private static final ObjectMapper JSON = new ObjectMapper();

    static EngineRefusal read(ContentCachingResponseWrapper answer) {
        JsonNode said;
        try {
            said = JSON.readTree(answer.getContentAsByteArray());
        } catch (IOException otherwise) {
            said = JsonNodeFactory.instance.objectNode();
        }
        return new EngineRefusal(
                answer.getStatus(),
                said.path("type").asText(),
                said.path("message").asText());
    }

    Problem inWords(Problems problems, HttpServletRequest request) {
        if (status == HttpStatus.NOT_FOUND.value() || speaksOfNothing()) {
            var nothing = TASK.matcher(request.getRequestURI()).find() ? "door.noSuchTask" : "problem.notFound";
            return problems.of(HttpStatus.NOT_FOUND, Message.of(nothing), request);
        }
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return problems.unexpected(new IllegalStateException("The engine answered " + status), request);
        }
        return switch (status) {
            case 401 -> problems.of(HttpStatus.UNAUTHORIZED, Message.of("problem.signInFirst"), request);
            case 403 -> problems.of(HttpStatus.FORBIDDEN, Message.of("door.forbidden"), request);
            case 405 -> problems.of(HttpStatus.METHOD_NOT_ALLOWED, Message.of("problem.unusable"), request);
            case 406 -> problems.of(HttpStatus.NOT_ACCEPTABLE, Message.of("problem.unusable"), request);
            case 415 -> problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Message.of("problem.unusable"), request);
            default -> problems.of(HttpStatus.BAD_REQUEST, wrong(), request);
        };
    }

    /** The engine calls it a bad request or a fault of its own when it is asked about a task that is done or never was. */
    private boolean speaksOfNothing() {
        return switch (type) {
            case "NullValueException", "NotFoundException" -> true;
            // Of another side's tasks and definitions, which for this account do not exist.
            case "ProcessEngineException" -> message.contains("belongs to no authenticated tenant");
            // The engine looks for the form of a task that it has not found.
            case "NullPointerException" -> message.contains("\"task\" is null");
            case "RestException" -> message.startsWith("Cannot get form for task");
            default -> false;
        };
    }

    private Message wrong() {
        var parameter = WRONG_PARAMETER.matcher(message);
        if (parameter.find()) {
            return Message.of("problem.wrongType").with("field", parameter.group("name"));
        }
        return Message.of("door.badQuery");
    }
}
