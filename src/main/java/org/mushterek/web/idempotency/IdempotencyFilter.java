package org.mushterek.web.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Sha256;
import org.mushterek.security.Account;
import org.mushterek.web.RepeatableBody;
import org.mushterek.web.UploadDoor;
import org.mushterek.web.idempotency.KeptAnswers.Answer;
import org.mushterek.web.idempotency.KeptAnswers.Scope;
import org.mushterek.web.problem.Problems;
import org.mushterek.web.security.CurrentAccount;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a POST to the product's REST that carries an {@code Idempotency-Key} once: its work and the keeping of its
 * answer are one transaction, and whoever repeats it within 24 hours and has lost none of its rights since gets that
 * answer again. A refusal has changed nothing and is not kept, so that the same key can be used when its cause is mended.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10) // after the sign-in
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";

    /** Tells a client that nothing happened now. */
    static final String REPLAYED = "Idempotency-Replayed";

    /** How addresses of searches end, whose words stand in a body. */
    private static final String SEARCH = "/search";

    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_PATH = 300;

    private final KeptAnswers answers;
    private final Seals seals;
    private final CurrentAccount currentAccount;
    private final Problems problems;
    private final PlatformTransactionManager transactions;
    private final Set<Scope> inFlight = ConcurrentHashMap.newKeySet();

    IdempotencyFilter(
            KeptAnswers answers,
            Seals seals,
            CurrentAccount currentAccount,
            Problems problems,
            PlatformTransactionManager transactions) {
        this.answers = answers;
        this.seals = seals;
        this.currentAccount = currentAccount;
        this.problems = problems;
        this.transactions = transactions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/")
                // The same file again is the same file there, and the audit of a refusal must stay.
                || UploadDoor.isFor(request)
                // A search changes nothing, goes on record where it tells of persons, and may be too long to keep. By
                // the
                // decoded path it is known as the controller is found.
                || request.getServletPath().endsWith(SEARCH)
                || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var account = currentAccount.find();
        if (account.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(HEADER);
        if (!isUsable(key)) {
            refuse(
                    HttpStatus.BAD_REQUEST,
                    Message.of("problem.badIdempotencyKey").with("longest", LONGEST_KEY),
                    request,
                    response);
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readAllBytes();
        } catch (Refusal tooLarge) {
            problems.write(tooLarge, request, response);
            return;
        }
        answerOnce(scope(account.get(), request, key), Rights.of(account.get()), body, request, response, chain);
    }

    private void answerOnce(
            Scope scope,
            Rights rights,
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (!inFlight.add(scope)) {
            refuse(HttpStatus.CONFLICT, Message.of("problem.keyInFlight"), request, response);
            return;
        }
        try {
            var digest = digest(scope, body);
            if (!replay(scope, digest, rights, request, response)) {
                work(scope, digest, rights, new RepeatableBody(request, body), response, chain);
            }
        } finally {
            inFlight.remove(scope);
        }
    }

    /**
     * What the first answer tells may no longer be the account's to read: it is repeated to whoever has lost none of its rights.
     *
     * @return whether there was a first answer, so that the request is answered now
     */
    private boolean replay(
            Scope scope, String digest, Rights rights, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var first = answers.find(scope);
        if (first.isEmpty()) {
            return false;
        }
        var answer = first.get();
        if (!answer.bodyDigest().equals(digest)) {
            refuse(HttpStatus.UNPROCESSABLE_ENTITY, Message.of("problem.keyOfAnotherRequest"), request, response);
            return true;
        }
        if (!rights.cover(answer.rights())) {
            refuse(HttpStatus.FORBIDDEN, Message.of("problem.keyOfOtherRights"), request, response);
            return true;
        }
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.eTag() != null) {
            response.setHeader(HttpHeaders.ETAG, answer.eTag());
        }
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answer.content());
        return true;
    }

    private void work(
            Scope scope,
            String digest,
            Rights rights,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var caught = new ContentCachingResponseWrapper(response);
        var transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        var isDone = false;
        try {
            chain.doFilter(request, caught);
            isDone = HttpStatus.valueOf(caught.getStatus()).is2xxSuccessful();
            if (isDone) {
                answers.keep(
                        scope,
                        new Answer(
                                digest,
                                rights,
                                caught.getStatus(),
                                caught.getContentType(),
                                caught.getHeader(HttpHeaders.LOCATION),
                                caught.getHeader(HttpHeaders.ETAG),
                                caught.getContentAsByteArray()));
            }
        } catch (DuplicateKeyException anotherMachineWasFirst) {
            isDone = false;
        } finally {
            if (!isDone) {
                transactions.rollback(transaction);
            }
        }
        if (isDone) {
            try {
                transactions.commit(transaction);
            } catch (RuntimeException notDone) {
                problems.write(problems.unexpected(notDone, request), response);
                return;
            }
        } else if (HttpStatus.valueOf(caught.getStatus()).is2xxSuccessful()) {
            response.reset();
            if (!replay(scope, digest, rights, request, response)) {
                refuse(HttpStatus.CONFLICT, Message.of("problem.keyInFlight"), request, response);
            }
            return;
        }
        caught.copyBodyToResponse();
    }

    private void refuse(HttpStatus status, Message message, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(problems.of(status, message, request), response);
    }

    private static Scope scope(Account account, HttpServletRequest request, String key) {
        var query = request.getQueryString();
        var path = request.getRequestURI() + (query == null ? "" : "?" + query);
        // An address may be longer than what is kept of it.
        var kept = path.length() > LONGEST_PATH ? Sha256.of(path) : path;
        return new Scope(account.id(), account.side().code(), kept, key);
    }

    /** Not a plain sum: short bodies, such as one with a password or a document's number, could be found from that by trying. */
    private String digest(Scope scope, byte[] body) {
        return seals.digest(scope.side(), "idempotency", new String(body, StandardCharsets.ISO_8859_1));
    }

    private static boolean isUsable(String key) {
        return !key.isBlank()
                && key.length() <= LONGEST_KEY
                && key.chars().allMatch(letter -> letter >= 32 && letter < 127);
    }
}
