package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitAttachments;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.FileAnswer;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of a case. Both sides use the same address; each sees what is its own and what was handed to it. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/visit-requests/{number}/attachments")
@Tag(name = "Visit requests")
class VisitAttachmentController {

    private final VisitAttachments attachments;

    VisitAttachmentController(VisitAttachments attachments) {
        this.attachments = attachments;
    }

    @Operation(summary = "List the files of a case that the account's side may see")
    @GetMapping
    VisitAttachments.Page list(Account account, @PathVariable String number) {
        return attachments.list(account, number);
    }

    /**
     * Adds a file; the same file again answers 200 with the first one.
     *
     * @param line of the person on the roll, for evidence of a person
     * @param wholeRoll true for evidence for everybody on the roll
     * @param validFrom first day on which evidence holds, of a certificate its day
     * @param validUntil last day on which evidence holds
     */
    @Operation(
            summary = "Add a PDF, JPEG or PNG file to a case",
            description =
                    "The type is told by the content. The same file for the same purpose is kept once: whoever repeats "
                            + "the request gets 200 and the file that is there.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<VisitAttachments.Listed> add(
            Account account,
            @PathVariable String number,
            @RequestParam(required = false) Attachment.@Nullable Kind kind,
            @RequestParam(required = false) @Nullable Integer line,
            @RequestParam(required = false) @Nullable Boolean wholeRoll,
            @RequestParam(required = false) @Nullable LocalDate validFrom,
            @RequestParam(required = false) @Nullable LocalDate validUntil,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var added = attachments.add(
                account,
                number,
                new VisitAttachments.NewFile(
                        kind,
                        line,
                        wholeRoll,
                        validFrom,
                        validUntil,
                        file == null ? null : file.getOriginalFilename(),
                        file == null ? null : file.getBytes()));
        return FileAnswer.added(
                        added.isNew(),
                        "/api/visit-requests/" + number,
                        added.file().id())
                .body(added.file());
    }

    @Operation(
            summary = "List every file that was handed over in a case, by either side, with its SHA-256",
            description = "With the request and with messages. It lists files that the account may not open, too.")
    @GetMapping("/manifest")
    List<VisitAttachments.ManifestLine> manifest(Account account, @PathVariable String number) {
        return attachments.manifest(account, number);
    }

    @Operation(summary = "Open a file; the audit notes who did")
    @GetMapping("/{id}")
    ResponseEntity<byte[]> open(Account account, @PathVariable String number, @PathVariable String id) {
        var file = attachments.open(account, number, id);
        return FileAnswer.of(file.name(), file.type(), file.content());
    }

    @Operation(
            summary = "Take a file off the request",
            description =
                    "One that was submitted stays with that submission. One that was handed over can be set aside while the"
                            + " request is back at its side for correction: what the host received keeps it, and the next revision comes"
                            + " without it. At other times 409 says when.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Account account, @PathVariable String number, @PathVariable String id) {
        attachments.remove(account, number, id);
    }
}
