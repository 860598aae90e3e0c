package org.mushterek.web.agreement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentDocument;
import org.mushterek.agreement.InstrumentDocuments;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.security.Account;
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

/** The writings in which parties without officers here told their answers; every party of the case reads them. */
@RestController
@WithinProcess(MemorandumApprovalProcess.ID)
@RequestMapping("/api/instrument-cases/{number}/attachments")
@Tag(name = "Instruments")
class InstrumentDocumentController {

    private final InstrumentDocuments documents;

    InstrumentDocumentController(InstrumentDocuments documents) {
        this.documents = documents;
    }

    @Operation(summary = "List the writings in which absent parties told their answers")
    @GetMapping
    List<InstrumentDocument> list(Account account, @PathVariable String number) {
        return documents.list(account, number);
    }

    @Operation(
            summary = "Add a PDF, JPEG or PNG file that shows what an absent party answers",
            description =
                    "Legal officers of the side that opened the case, while the answer is not recorded. The type is"
                            + " told by the content. The same file is kept once: whoever repeats the request gets 200 and"
                            + " the file that is there.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<InstrumentDocument> add(
            Account account,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        var added = documents.add(
                account,
                number,
                party,
                file == null ? null : file.getOriginalFilename(),
                file == null ? null : file.getBytes());
        return FileAnswer.added(
                        added.isNew(),
                        "/api/instrument-cases/" + number,
                        added.file().id())
                .body(InstrumentDocument.of(added.file()));
    }

    @Operation(summary = "Open the writing of an absent party; the audit notes who did")
    @GetMapping("/{id}")
    ResponseEntity<byte[]> open(Account account, @PathVariable String number, @PathVariable String id) {
        var document = documents.open(account, number, id);
        return FileAnswer.of(document.name(), document.type(), document.content());
    }

    @Operation(summary = "Remove the writing of an absent party whose answer is not recorded")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Account account, @PathVariable String number, @PathVariable String id) {
        documents.remove(account, number, id);
    }
}
