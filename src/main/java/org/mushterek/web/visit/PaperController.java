package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.visit.CustomsSerials;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.PaperKind;
import org.mushterek.visit.VisitPaper;
import org.mushterek.visit.VisitPapers;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The papers of a visit beside its permit, for those of the two sides who work with them. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api")
@Tag(name = "Papers")
class PaperController {

    private static final int LARGEST_PAGE = 200;

    private final VisitPapers papers;
    private final CustomsSerials serials;

    PaperController(VisitPapers papers, CustomsSerials serials) {
        this.papers = papers;
        this.serials = serials;
    }

    /**
     * One paper of a case.
     *
     * @param number null for a draft, which nobody keeps
     * @param part the movement of a customs declaration, the revision that a letter answers; else 1
     * @param state {@code DRAFT}, {@code CURRENT} or {@code VOIDED}
     * @param replaces number of the paper that it voided
     * @param replacedBy number of the paper that voided it
     * @param address of its PDF
     */
    record Line(
            @Nullable String number,
            PaperKind kind,
            int part,
            String state,
            @Nullable String permitNumber,
            @Nullable String replaces,
            @Nullable String replacedBy,
            @Nullable Instant issuedAt,
            @Nullable Instant voidedAt,
            URI address) {}

    @Operation(summary = "List the papers of a case that the account reads, and the drafts that it can have now")
    @GetMapping("/visit-requests/{number}/papers")
    List<Line> list(Account account, @PathVariable String number) {
        var known = papers.list(account, number);
        return Stream.concat(
                        known.issued().stream().map(PaperController::line),
                        known.drafts().stream().map(draft -> line(number, draft)))
                .toList();
    }

    /** The PDF; a voided paper says on each page what replaces it. */
    @Operation(summary = "Read a paper of a case as PDF")
    @GetMapping(path = "/visit-requests/{number}/papers/{paper}", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> read(Account account, @PathVariable String number, @PathVariable String paper) {
        return pdf(papers.read(account, number, paper));
    }

    @Operation(summary = "Read as PDF what a paper would say of a case that is not answered")
    @GetMapping(path = "/visit-requests/{number}/paper-drafts/{kind}", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> draft(
            Account account,
            @PathVariable String number,
            @PathVariable PaperKind kind,
            @RequestParam(defaultValue = "1") int part) {
        return pdf(papers.draft(account, number, kind, part));
    }

    /** A gate list and where its PDF is. */
    record GateLine(
            String number,
            String requestNumber,
            String permitNumber,
            String sendingState,
            LocalDate validFrom,
            LocalDate validTo,
            URI address) {}

    /** A page of gate lists, and how many there are in all. */
    record GatePage(List<GateLine> items, long total) {}

    @Operation(summary = "List the gate lists of the account's side that hold today or later, by their first days")
    @GetMapping("/gate-lists")
    GatePage gateLists(
            Account account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var known = papers.gateLists(account, Math.max(0, offset), Math.max(1, Math.min(LARGEST_PAGE, limit)));
        return new GatePage(
                known.items().stream()
                        .map(line -> new GateLine(
                                line.number(),
                                line.requestNumber(),
                                line.permitNumber(),
                                line.sendingState(),
                                line.validFrom(),
                                line.validTo(),
                                address(line.requestNumber(), line.number())))
                        .toList(),
                known.total());
    }

    /** A serial number with its check digits, as it is written into a request. */
    record Drawn(String serialNumber) {}

    @Operation(summary = "Draw the next serial number of a customs form for a request that is being written")
    @PostMapping("/visit-requests/{number}/customs-serials")
    Drawn drawSerial(Account account, @PathVariable String number) {
        return new Drawn(serials.draw(account, number).checked());
    }

    @Operation(summary = "Read the request for visit as an empty form in PDF, for a day without network")
    @GetMapping(path = "/blank-request-form", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> blankRequest(Account account) {
        return pdf(papers.blankRequest());
    }

    private static ResponseEntity<byte[]> pdf(VisitPapers.File file) {
        return ResponseEntity.ok()
                .eTag("\"" + file.sha256() + "\"")
                .header("Content-Disposition", "inline; filename=\"" + file.name() + ".pdf\"")
                .body(file.content());
    }

    private static URI address(String requestNumber, String number) {
        return URI.create("/api/visit-requests/" + requestNumber + "/papers/" + number);
    }

    private static Line line(VisitPaper paper) {
        return new Line(
                paper.number(),
                paper.kind(),
                paper.part(),
                paper.state().name(),
                paper.permitNumber(),
                paper.replaces(),
                paper.replacedBy(),
                paper.issuedAt(),
                paper.voidedAt(),
                address(paper.requestNumber(), paper.number()));
    }

    private static Line line(String number, VisitPapers.Draft draft) {
        return new Line(
                null,
                draft.kind(),
                draft.part(),
                "DRAFT",
                null,
                null,
                null,
                null,
                null,
                URI.create(
                        "/api/visit-requests/" + number + "/paper-drafts/" + draft.kind() + "?part=" + draft.part()));
    }
}
