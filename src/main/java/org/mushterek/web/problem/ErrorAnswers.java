package org.mushterek.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.mushterek.common.Message;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What fails outside every controller, such as a path that the firewall refuses. */
@RestController
class ErrorAnswers implements ErrorController {

    private static final Map<HttpStatus, String> TEXTS = Map.of(
            HttpStatus.UNAUTHORIZED, "problem.signInFirst",
            HttpStatus.FORBIDDEN, "problem.forbidden",
            HttpStatus.NOT_FOUND, "problem.notFound");

    private final Problems problems;

    ErrorAnswers(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Problem> answer(HttpServletRequest request) {
        // Asked for directly, without an error behind it, there is nothing here.
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer number ? number : 404;
        var status = HttpStatus.resolve(code);
        var fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Problem problem;
        if (status != null && status.is4xxClientError()) {
            problem = problems.of(status, Message.of(TEXTS.getOrDefault(status, "problem.unusable")), request);
        } else {
            problem = problems.unexpected(
                    fault instanceof Throwable thrown ? thrown : new IllegalStateException("Status " + code), request);
        }
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
