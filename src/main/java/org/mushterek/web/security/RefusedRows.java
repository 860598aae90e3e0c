package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.springframework.http.HttpStatus;

/**
 * What went wrong within a call and goes on record once it is over. Rows of one call are refused each by itself, while the call
 * as a whole is answered with success: what was not let (403) and what does not exist (404) is recorded as if the row had come
 * alone. So is each attempt of one person to do two steps that take two, whatever it was answered.
 */
public final class RefusedRows {

    private static final String NOTED = RefusedRows.class.getName();

    private RefusedRows() {}

    /**
     * @param action how it is called in the audit
     * @param caseNumber the case that the row is of, null where the account named none
     * @param principal the absent officer in whose stead two steps would have been done by one person; null elsewhere
     */
    record Row(
            String action,
            @Nullable String caseNumber,
            @Nullable String principal) {

        static Row of(HttpStatus status, @Nullable String caseNumber) {
            return new Row(status == HttpStatus.FORBIDDEN ? "door.refused" : "door.notFound", caseNumber, null);
        }
    }

    /** Notes a refused row of the request; other refusals than those of a door are not noted. */
    public static void note(HttpServletRequest request, int status, @Nullable String caseNumber) {
        var told = HttpStatus.valueOf(status);
        if (told == HttpStatus.FORBIDDEN || told == HttpStatus.NOT_FOUND) {
            add(request, Row.of(told, caseNumber));
        }
    }

    /** Notes that the account would have done two steps of a case that take two persons. */
    public static void noteSameHand(HttpServletRequest request, Refusal.SameHand tried) {
        add(request, new Row("fourEyes.refused", tried.caseNumber(), tried.principal()));
    }

    private static void add(HttpServletRequest request, Row row) {
        var rows = new ArrayList<>(of(request));
        rows.add(row);
        request.setAttribute(NOTED, rows);
    }

    static List<Row> of(HttpServletRequest request) {
        return request.getAttribute(NOTED) instanceof List<?> rows
                ? rows.stream().map(Row.class::cast).toList()
                : List.of();
    }
}
