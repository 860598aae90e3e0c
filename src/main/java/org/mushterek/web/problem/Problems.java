package org.mushterek.web.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.BrokenSeal;
import org.mushterek.common.Faults;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.web.security.CurrentAccount;
import org.mushterek.web.security.RefusedRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells what went wrong, in the language of who asked. */
@Component
public class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Texts texts;
    private final CurrentAccount currentAccount;
    private final ObjectMapper json;

    Problems(Texts texts, CurrentAccount currentAccount, ObjectMapper json) {
        this.texts = texts;
        this.currentAccount = currentAccount;
        this.json = json;
    }

    /** The refusal of a use case. */
    public Problem of(Refusal refusal, HttpServletRequest request) {
        refusal.sameHand().ifPresent(tried -> RefusedRows.noteSameHand(request, tried));
        var language = currentAccount.language(request);
        var findings = refusal.findings().stream()
                .map(finding -> new Problem.Fault(
                        finding.code(),
                        finding.place(),
                        texts.say(finding.wrong(), language),
                        say(finding.cure(), language),
                        say(finding.source(), language)))
                .toList();
        return problem(statusOf(refusal.kind()), refusal.reason(), language, null, findings);
    }

    /** A fault of the request itself. */
    public Problem of(HttpStatus status, Message message, HttpServletRequest request) {
        return problem(status, message, currentAccount.language(request), null, List.of());
    }

    /** Whatever a use case has thrown: what a rule or a calendar refuses deep inside the engine's work is still a refusal. */
    public Problem told(Throwable fault, HttpServletRequest request) {
        for (Throwable inner = fault; inner != null; inner = inner.getCause()) {
            if (inner instanceof Refusal refusal) {
                return of(refusal, request);
            }
            if (inner instanceof WorkingCalendar.UnknownYear unknown) {
                return of(
                        HttpStatus.CONFLICT, Message.of("calendar.unknownYear").with("year", unknown.year()), request);
            }
        }
        return unexpected(fault, request);
    }

    /** A fault of the program: the reader gets a number, the log gets where it happened, without any values. */
    public Problem unexpected(Throwable fault, HttpServletRequest request) {
        if (isLostRace(fault)) {
            return of(HttpStatus.CONFLICT, Message.of("door.doneMeanwhile"), request);
        }
        var incident = UUID.randomUUID().toString();
        LOG.error("Incident {}: {}{}", incident, told(fault), Faults.whereOf(fault));
        var message = Message.of("problem.unexpected").with("incident", incident);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR, message, currentAccount.language(request), incident, List.of());
    }

    /** What a broken seal says, which names a row and no person, is what the operator needs. */
    private static String told(Throwable fault) {
        return fault instanceof BrokenSeal ? fault.getMessage() + "\n" : "";
    }

    /** Two wrote the same rows at once, and this one came second: no fault of the program. */
    private static boolean isLostRace(Throwable fault) {
        for (Throwable inner = fault; inner != null; inner = inner.getCause()) {
            if (inner instanceof ConcurrencyFailureException) {
                return true;
            }
        }
        return false;
    }

    /** Answers the request with the problem. */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** Answers the request with the refusal. */
    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(of(refusal, request), response);
    }

    private Problem problem(
            HttpStatus status,
            Message message,
            Language language,
            @Nullable String incident,
            List<Problem.Fault> findings) {
        var detail = texts.say(message, language);
        var title = texts.say("problem.title." + status.value(), language);
        return new Problem(
                Problem.TYPE_PREFIX + message.key(), title, status.value(), detail, detail, incident, findings);
    }

    private @Nullable String say(@Nullable Message message, Language language) {
        return message == null ? null : texts.say(message, language);
    }

    private static HttpStatus statusOf(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNCONDITIONAL -> HttpStatus.PRECONDITION_REQUIRED;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case UNACCEPTABLE -> HttpStatus.UNPROCESSABLE_ENTITY;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }
}
