package org.mushterek.visit;

import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Serial numbers of customs forms as the program gives them out: each once, whether or not it is used then. */
@Service
public class CustomsSerials {

    private final SendingSide sendingSide;
    private final CaseNumbers numbers;
    private final AuditTrail audit;

    CustomsSerials(SendingSide sendingSide, CaseNumbers numbers, AuditTrail audit) {
        this.sendingSide = sendingSide;
        this.numbers = numbers;
        this.audit = audit;
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
        var serial = numbers.nextCustomsSerial(planner.side());
        audit.record(planner.id(), planner.side().code(), requestNumber, "visit.customsSerialDrawn", serial.number());
        return serial;
    }
}
