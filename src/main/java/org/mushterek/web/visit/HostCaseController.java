package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.mushterek.security.Account;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.VisitDossier;
import org.mushterek.visit.VisitIdentities;
import org.mushterek.visit.VisitIdentities.Identities;
import org.mushterek.visit.VisitJudgement;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitTasks;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The cases that a side received as their host. */
@RestController
@WithinProcess({HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/host-cases/{number}")
@Tag(name = "Visit requests")
class HostCaseController {

    private final HostSide hostSide;
    private final VisitIdentities identities;
    private final VisitTasks shown;

    HostCaseController(HostSide hostSide, VisitIdentities identities, VisitTasks shown) {
        this.hostSide = hostSide;
        this.identities = identities;
        this.shown = shown;
    }

    @Operation(summary = "Read a case as its host sees it")
    @GetMapping
    VisitDossier.OfHost received(Account account, @PathVariable String number, HttpServletResponse response) {
        response.setHeader(
                HttpHeaders.ETAG,
                VersionHeader.eTag(hostSide.read(account, number).version()));
        return shown.ofHost(account, number);
    }

    @Operation(
            summary = "Read by what the persons of a received case are identified",
            description =
                    "For the host's planners, security, authority, registry and border; each reading is on record.")
    @GetMapping("/identities")
    Identities receivedIdentities(Account account, @PathVariable String number) {
        return identities.received(account, number);
    }

    @Operation(summary = "List what the rules said of a case at its receipt and decision")
    @GetMapping("/verdicts")
    List<VisitJudgement.KeptVerdict> hostVerdicts(Account account, @PathVariable String number) {
        return hostSide.verdicts(account, number);
    }
}
