package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Rows of one call that were refused each by itself, while the call as a whole is answered with success: what was not let
 * (403) and what does not exist (404) goes on record as if the row had come alone.
 */
public final class RefusedRows {

    private static final String NOTED = RefusedRows.class.getName();

    private RefusedRows() {}

    /**
     * @param status of the row's problem
     * @param caseNumber the case that the row is of, null where the account named none
     */
    record Row(HttpStatus status, @Nullable String caseNumber) {}

    /** Notes a refused row of the request; other refusals than those of a door are not noted. */
    public static void note(HttpServletRequest request, int status, @Nullable String caseNumber) {
        var told = HttpStatus.valueOf(status);
        if (told == HttpStatus.FORBIDDEN || told == HttpStatus.NOT_FOUND) {
            var rows = new ArrayList<>(of(request));
            rows.add(new Row(told, caseNumber));
            request.setAttribute(NOTED, rows);
        }
    }

    static List<Row> of(HttpServletRequest request) {
        return request.getAttribute(NOTED) instanceof List<?> rows
                ? rows.stream().map(Row.class::cast).toList()
                : List.of();
    }
}
