package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Hand;

/**
 * A request for a visit, as its sending side keeps it.
 *
 * @param version counts changes, for {@code If-Match}
 * @param document the present content, with the nominal roll
 * @param parametersDate the date whose rule parameters the case is judged by; set when it is judged at its first submission,
 *     null before that
 * @param returnedReason why it came back, in the words of whoever sent it back
 */
public record VisitRequest(
        VisitDocument document,
        RequestState state,
        int version,
        Instant openedAt,
        Hand prepared,
        @Nullable Hand certified,
        @Nullable Hand endorsed,
        @Nullable LocalDate parametersDate,
        @Nullable String returnedReason) {

    public String preparedBy() {
        return prepared.account();
    }

    public @Nullable String certifiedBy() {
        return certified == null ? null : certified.account();
    }

    public @Nullable String endorsedBy() {
        return endorsed == null ? null : endorsed.account();
    }

    public String number() {
        return document.number();
    }

    public int revision() {
        return document.revision();
    }

    VisitRequest in(RequestState next, int counted) {
        return new VisitRequest(
                document, next, counted, openedAt, prepared, certified, endorsed, parametersDate, returnedReason);
    }

    VisitRequest preparedBy(Hand hand, int counted) {
        return new VisitRequest(
                document, state, counted, openedAt, hand, certified, endorsed, parametersDate, returnedReason);
    }

    VisitRequest certifiedBy(Hand hand, int counted) {
        return new VisitRequest(
                document, state, counted, openedAt, prepared, hand, endorsed, parametersDate, returnedReason);
    }

    VisitRequest endorsedBy(Hand hand, int counted) {
        return new VisitRequest(
                document, state, counted, openedAt, prepared, certified, hand, parametersDate, returnedReason);
    }

    VisitRequest judgedByParametersOf(LocalDate date) {
        return new VisitRequest(
                document, state, version, openedAt, prepared, certified, endorsed, date, returnedReason);
    }
}
