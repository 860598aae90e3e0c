package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mushterek.security.Account;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.Permit;
import org.mushterek.visit.Permits;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.Slice;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Permits, for the two sides concerned, and their papers. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/permits")
@Tag(name = "Permits")
class PermitController {

    private final Permits permits;

    PermitController(Permits permits) {
        this.permits = permits;
    }

    /** A page of permits, and how many there are in all. */
    record Page(List<Map<String, Object>> items, long total) {}

    @Operation(summary = "List the permits that the account's side issued or was handed, newest first")
    @GetMapping
    Page list(
            Account account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        var items = permits.visibleTo(account, slice.offset(), slice.limit()).stream()
                .map(PermitController::brief)
                .toList();
        return new Page(items, permits.countVisibleTo(account));
    }

    @Operation(summary = "Read a permit")
    @GetMapping("/{number}")
    ResponseEntity<Map<String, Object>> read(Account account, @PathVariable String number) {
        var permit = permits.read(account, number);
        return ResponseEntity.ok().eTag(VersionHeader.eTag(permit.version())).body(brief(permit));
    }

    @Operation(summary = "Read a permit's paper as PDF")
    @GetMapping(path = "/{number}/paper", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(Account account, @PathVariable String number) {
        return ResponseEntity.ok()
                .header(
                        "Content-Disposition",
                        "inline; filename=\"" + permits.read(account, number).number() + ".pdf\"")
                .body(permits.paper(account, number));
    }

    private static Map<String, Object> brief(Permit permit) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", permit.number());
        shown.put("revision", permit.revision());
        shown.put("requestNumber", permit.requestNumber());
        shown.put("hostState", permit.hostState());
        shown.put("sendingState", permit.sendingState());
        shown.put("state", permit.state());
        shown.put("validFrom", permit.validFrom());
        shown.put("validTo", permit.validTo());
        shown.put("checkCode", permit.checkCode());
        shown.put("token", permit.sheet().token());
        shown.put("inPlaceOf", permit.sheet().inPlaceOf());
        shown.put("issuedAt", permit.issuedAt());
        shown.put("closedAt", permit.closedAt());
        return shown;
    }
}
