package org.mushterek.visit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.springframework.stereotype.Component;

/** A case as an account meets it. */
@Component
class CaseViews {

    private final VisitRequests requests;
    private final HostCases cases;
    private final Permits permits;

    CaseViews(VisitRequests requests, HostCases cases, Permits permits) {
        this.requests = requests;
        this.cases = cases;
        this.permits = permits;
    }

    /**
     * From which side, and how far the case has gone.
     *
     * @param handedOver the latest revision that the host has, null before the first transmission
     * @param isOver whether nothing more goes from one side to the other; an approved visit is until its permit is closed
     */
    record View(VisitRequest request, String side, @Nullable HostCase handedOver, boolean isOver) {

        String number() {
            return request.number();
        }

        boolean isOfSender() {
            return side.equals(request.document().sendingState());
        }

        String otherSide() {
            return isOfSender()
                    ? request.document().hostState()
                    : request.document().sendingState();
        }

        /** The roll as this side sees it. */
        List<Visitor> roll() {
            var host = handedOver;
            return isOfSender() || host == null
                    ? request.document().visitors()
                    : host.document().visitors();
        }

        @Nullable
        Integer revision() {
            var host = handedOver;
            return host == null ? null : host.revision();
        }

        /** Why nothing can be released to the other side now. */
        Optional<String> whyNotReleased() {
            if (handedOver == null) {
                return Optional.of("visit.notHandedOver");
            }
            return isOver ? Optional.of("visit.caseIsOver") : Optional.empty();
        }
    }

    /** The files that each document lists which the host has received, in their order; those of earlier releases list none. */
    List<List<HandedFile>> handedOver(String number) {
        return cases.revisions(number).stream()
                .map(received -> received.document().files())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The case for an account that may read it.
     *
     * @throws Refusal NOT_FOUND for everybody else, and for the host before it was handed anything
     */
    View of(Account account, String number) {
        var request = requests.find(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        var handedOver = cases.findLatest(number).orElse(null);
        var side = handedOver != null && account.isOf(handedOver.document().hostState())
                ? handedOver.document().hostState()
                : request.document().sendingState();
        VisitAccess.mayRead(account, side);
        var isOver = request.state() == RequestState.APPROVED
                ? permits.ofRequest(number)
                        .filter(permit -> permit.closedAt() != null)
                        .isPresent()
                : request.state().isClosed();
        return new View(request, side, handedOver, isOver);
    }
}
