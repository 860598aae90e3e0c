package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /**
     * A permit, without the persons whom it lets in: its paper names them.
     *
     * @param revision counts the papers under its number, from 1
     * @param hostState code of the side that issued it
     * @param sendingState code of the side that it was handed to
     * @param validFrom first day, on the host's calendar
     * @param validTo last day
     * @param checkCode which opens the particulars on the page of {@code /verify}
     * @param token what the paper's QR code holds
     * @param inPlaceOf number of the permit whose place it takes, as the permit of an amendment; null for a first one
     * @param closedAt when it ended; null while it has not
     * @param paperReadable whether the account reads its paper, which shows by what persons are identified
     */
    record Shown(
            String number,
            int revision,
            String requestNumber,
            String hostState,
            String sendingState,
            Permit.State state,
            LocalDate validFrom,
            LocalDate validTo,
            String checkCode,
            String token,
            @Nullable String inPlaceOf,
            Instant issuedAt,
            @Nullable Instant closedAt,
            boolean paperReadable) {}

    /** A page of permits, and how many there are in all. */
    record Page(List<Shown> items, long total) {}

    @Operation(summary = "List the permits that the account's side issued or was handed, newest first")
    @GetMapping
    Page list(
            Account account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        var items = permits.visibleTo(account, slice.offset(), slice.limit()).stream()
                .map(permit -> brief(account, permit))
                .toList();
        return new Page(items, permits.countVisibleTo(account));
    }

    @Operation(summary = "Read a permit")
    @GetMapping("/{number}")
    ResponseEntity<Shown> read(Account account, @PathVariable String number) {
        var permit = permits.read(account, number);
        return ResponseEntity.ok().eTag(VersionHeader.eTag(permit.version())).body(brief(account, permit));
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

    private static Shown brief(Account account, Permit permit) {
        return new Shown(
                permit.number(),
                permit.revision(),
                permit.requestNumber(),
                permit.hostState(),
                permit.sendingState(),
                permit.state(),
                permit.validFrom(),
                permit.validTo(),
                permit.checkCode(),
                permit.sheet().token(),
                permit.sheet().inPlaceOf(),
                permit.issuedAt(),
                permit.closedAt(),
                Permits.mayReadPaper(account, permit));
    }
}
