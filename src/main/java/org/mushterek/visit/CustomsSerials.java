package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Serial numbers of customs forms as the program gives them out: each once, whether or not it is used then. */
@Service
public class CustomsSerials {

    /** Kind of the count of serial numbers. */
    private static final String CUSTOMS_FORM = "302";

    private final SendingSide sendingSide;
    private final CaseNumbers numbers;
    private final AuditTrail audit;
    private final Clock clock;

    CustomsSerials(SendingSide sendingSide, CaseNumbers numbers, AuditTrail audit, Clock clock) {
        this.sendingSide = sendingSide;
        this.numbers = numbers;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The next serial number of the planner's side, for a request that is being written.
     *
     * @throws Refusal CONFLICT where the request is not being written
     */
    @Transactional
    public CustomsSerial draw(Account planner, String requestNumber) {
        var request = sendingSide.read(planner, requestNumber);
        VisitAccess.mayActAs(planner, request.document().sendingState(), Role.PLANNER);
        if (!request.state().isEditable()) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("visit.notEditable").with("state", Message.of("visit.state." + request.state())));
        }
        var side = planner.side();
        var today = LocalDate.ofInstant(clock.instant(), side.zone());
        var serial = CustomsSerial.of(side.country(), today, numbers.draw(CUSTOMS_FORM, side, today.getYear()));
        audit.record(planner.id(), planner.side().code(), requestNumber, "visit.customsSerialDrawn", serial.number());
        return serial;
    }
}
