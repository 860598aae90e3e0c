package org.mushterek.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.CaseNumbers;
import org.mushterek.security.Account;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Puts on record what an account tried and was not let: a deed or a reading that is not its own to do (403), and what does
 * not exist for it (404). It stands inside the filter chains of the sign-in, so that it knows the account and sees every
 * later refusal, whoever says it; of a call with many rows it records each row that was refused, and each attempt
 * of one person to be two. What is recorded is the address with its variables unfilled, and the number of a case
 * that the account named; nothing else of what was sent.
 */
class RefusedAttempts extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern WORD = Pattern.compile("[a-z][a-zA-Z-]{0,30}");
    private static final int LONGEST = 200;

    private final CurrentAccount currentAccount;
    private final AuditTrail auditTrail;
    private final TransactionTemplate transactions;

    RefusedAttempts(CurrentAccount currentAccount, AuditTrail auditTrail, TransactionTemplate transactions) {
        this.currentAccount = currentAccount;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var status = response.getStatus();
        var refused = new ArrayList<>(RefusedRows.of(request));
        if (status == HttpStatus.FORBIDDEN.value() || status == HttpStatus.NOT_FOUND.value() && isOfADoor(request)) {
            refused.add(RefusedRows.Row.of(HttpStatus.valueOf(status), caseNumber(request)));
        }
        if (!refused.isEmpty()) {
            currentAccount.find().ifPresent(account -> record(account, request, refused));
        }
    }

    private void record(Account account, HttpServletRequest request, List<RefusedRows.Row> refused) {
        var door = request.getMethod() + " " + doorOf(request);
        var detail = door.length() > LONGEST ? door.substring(0, LONGEST) : door;
        transactions.executeWithoutResult(any -> refused.forEach(row -> record(account, row, detail)));
    }

    /** An attempt to be two persons names the deputy and the absent officer. */
    private void record(Account account, RefusedRows.Row row, String detail) {
        OnBehalf.during(account.id(), row.principal() == null ? OnBehalf.of(account.id()) : row.principal(), () -> {
            auditTrail.record(account.id(), account.side().code(), row.caseNumber(), row.action(), detail);
            return true;
        });
    }

    /** A file that a page asks for in vain is no attempt; a deed at an address that does not exist is one. */
    private static boolean isOfADoor(HttpServletRequest request) {
        return patternOf(request).isPresent()
                || request.getAttribute(EngineDoor.PASSING) != null
                || !READS.contains(request.getMethod());
    }

    private static String doorOf(HttpServletRequest request) {
        return patternOf(request)
                .orElseGet(() -> Arrays.stream(request.getRequestURI().split("/"))
                        .map(part -> part.isEmpty() || WORD.matcher(part).matches() ? part : "{x}")
                        .collect(Collectors.joining("/")));
    }

    /** The address of the door as it is declared; files share one for all of them. */
    private static Optional<String> patternOf(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                        && !pattern.contains("*")
                ? Optional.of(pattern)
                : Optional.empty();
    }

    private static @Nullable String caseNumber(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get("number") instanceof String number
                        && CaseNumbers.isOne(number)
                ? number
                : null;
    }
}
