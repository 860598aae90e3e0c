package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A transmitted revision of a request, as the host keeps it.
 *
 * @param document exactly what the sending side transmitted
 * @param sha256 of the document's canonical JSON, taken at delivery and verified whenever it is read
 * @param deliveredAt when it reached the host: the clock starts here
 * @param receiptDay the working day on which the delivery counts
 * @param parametersDate the date whose rule parameters the case is judged by
 */
public record HostCase(
        VisitDocument document,
        String sha256,
        Instant deliveredAt,
        LocalDate receiptDay,
        LocalDate parametersDate,
        HostState state,
        int version) {

    public String number() {
        return document.number();
    }

    public int revision() {
        return document.revision();
    }

    /** As it is read again, with the document that was read of what is kept. */
    HostCase asKept(VisitDocument read) {
        return new HostCase(read, sha256, deliveredAt, receiptDay, parametersDate, state, version);
    }

    HostCase in(HostState next, int counted) {
        return new HostCase(document, sha256, deliveredAt, receiptDay, parametersDate, next, counted);
    }
}
