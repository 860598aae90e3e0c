package org.mushterek.web.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.web.UploadDoor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every exception of a controller as problem details; none shows what is inside. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private final Problems problems;
    private final UploadDoor uploads;

    ProblemAdvice(Problems problems, UploadDoor uploads) {
        this.problems = problems;
        this.uploads = uploads;
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal, HttpServletRequest request) {
        return answer(problems.of(refusal, request));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException fault, HttpServletRequest request) {
        // A body may be refused while it is read, and the reader wraps what it does not know.
        for (Throwable inner = fault; inner != null; inner = inner.getCause()) {
            if (inner instanceof Refusal refusal) {
                return refused(refusal, request);
            }
        }
        var cause = fault.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return invalid(Message.of("problem.unknownField").with("field", pathOf(unknown)), request);
        }
        if (cause instanceof InvalidFormatException wrong
                && wrong.getTargetType().isEnum()) {
            return invalid(choice(pathOf(wrong), wrong.getTargetType()), request);
        }
        if (cause instanceof InvalidFormatException wrong && wrong.getTargetType() == LocalDate.class) {
            return invalid(Message.of("problem.wrongDate").with("field", pathOf(wrong)), request);
        }
        if (cause instanceof MismatchedInputException mismatch) {
            return invalid(Message.of("problem.wrongType").with("field", pathOf(mismatch)), request);
        }
        if (cause instanceof JsonParseException bad && bad.getLocation() != null) {
            return invalid(
                    Message.of("problem.badJson")
                            .with("line", bad.getLocation().getLineNr())
                            .with("column", bad.getLocation().getColumnNr()),
                    request);
        }
        return invalid(Message.of("problem.unreadable"), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(MethodArgumentTypeMismatchException fault, HttpServletRequest request) {
        var type = fault.getRequiredType();
        if (type != null && type.isEnum()) {
            return invalid(choice(fault.getName(), type), request);
        }
        var message = type == LocalDate.class
                ? Message.of("problem.wrongDate")
                : type == int.class ? Message.of("problem.wrongNumber") : Message.of("problem.wrongType");
        return invalid(message.with("field", fault.getName()), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> missingParameter(
            MissingServletRequestParameterException fault, HttpServletRequest request) {
        return invalid(Message.of("problem.missing").with("field", fault.getParameterName()), request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(MaxUploadSizeExceededException fault, HttpServletRequest request) {
        return refused(uploads.tooLarge(), request);
    }

    /** Parts that are cut off or that no mark parts. */
    @ExceptionHandler
    ResponseEntity<Problem> brokenParts(MultipartException fault, HttpServletRequest request) {
        return invalid(Message.of("problem.unreadable"), request);
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<Problem> notFound(HttpServletRequest request) {
        return answer(problems.of(HttpStatus.NOT_FOUND, Message.of("problem.notFound"), request));
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMethod(HttpRequestMethodNotSupportedException fault, HttpServletRequest request) {
        var allowed = fault.getSupportedHttpMethods();
        var names = allowed == null
                ? ""
                : allowed.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        var problem = problems.of(
                HttpStatus.METHOD_NOT_ALLOWED, Message.of("problem.wrongMethod").with("allowed", names), request);
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.ALLOW, names)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongMediaType(HttpMediaTypeNotSupportedException fault, HttpServletRequest request) {
        var supported = MediaType.toString(fault.getSupportedMediaTypes());
        return answer(problems.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                Message.of("problem.wrongMediaType").with("supported", supported),
                request));
    }

    /** Whoever has hung up reads no answer; that is no fault of the program. */
    @ExceptionHandler({ClientAbortException.class, AsyncRequestNotUsableException.class})
    void hungUp() {}

    @ExceptionHandler
    ResponseEntity<Problem> anythingElse(Exception fault, HttpServletRequest request) throws Exception {
        if (fault instanceof AuthenticationException || fault instanceof AccessDeniedException) {
            // The filter chain answers these.
            throw fault;
        }
        if (fault instanceof ErrorResponse known) {
            var status = HttpStatus.resolve(known.getStatusCode().value());
            if (status != null && status.is4xxClientError()) {
                return answer(problems.of(status, Message.of("problem.unusable"), request));
            }
        }
        return answer(problems.told(fault, request));
    }

    private static Message choice(String field, Class<?> type) {
        return Message.of("problem.wrongChoice")
                .with("field", field)
                .with(
                        "possible",
                        Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", ")));
    }

    private ResponseEntity<Problem> invalid(Message message, HttpServletRequest request) {
        return answer(problems.of(HttpStatus.BAD_REQUEST, message, request));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String pathOf(JsonMappingException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "." : path.toString();
    }
}
