package org.mushterek.web.agreement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentApprovals;
import org.mushterek.agreement.InstrumentApprovals.Event;
import org.mushterek.agreement.InstrumentCase;
import org.mushterek.agreement.InstrumentContent;
import org.mushterek.agreement.InstrumentDocument;
import org.mushterek.agreement.InstrumentDocuments;
import org.mushterek.agreement.InstrumentHistory;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.MemorandumApprovalProcess;
import org.mushterek.agreement.TermWatch;
import org.mushterek.agreement.TermWatch.RenewalAnswer;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signed instruments and amendments on their way into force, and the terms of those that are. */
@RestController
@WithinProcess(MemorandumApprovalProcess.ID)
@RequestMapping("/api")
@Tag(name = "Instruments")
class InstrumentCaseController {

    private final InstrumentApprovals approvals;
    private final TermWatch watch;
    private final Instruments instruments;
    private final InstrumentHistory history;
    private final InstrumentDocuments documents;
    private final Texts texts;

    InstrumentCaseController(
            InstrumentApprovals approvals,
            TermWatch watch,
            Instruments instruments,
            InstrumentHistory history,
            InstrumentDocuments documents,
            Texts texts) {
        this.approvals = approvals;
        this.documents = documents;
        this.history = history;
        this.watch = watch;
        this.instruments = instruments;
        this.texts = texts;
    }

    /** A case with what happened in it, and the writings in which absent parties told their answers. */
    record ShownCase(InstrumentCase instrumentCase, List<Event> story, List<InstrumentDocument> documents) {}

    /**
     * What is known of an instrument's life.
     *
     * @param title in the account's language
     * @param watch over its terms; null where no term is known
     * @param renewalAnswers what the parties have said of the current term
     * @param story what happened, in order
     */
    record ShownHistory(
            String code,
            String title,
            TermWatch.@Nullable Watch watch,
            List<RenewalAnswer> renewalAnswers,
            List<Event> story) {}

    @Operation(summary = "List the cases of signed instruments and amendments, latest first")
    @GetMapping("/instrument-cases")
    List<InstrumentCase> list(Account account) {
        return approvals.list(account);
    }

    @Operation(summary = "Read the case of an instrument with what happened in it")
    @GetMapping("/instrument-cases/{number}")
    ShownCase read(Account account, @PathVariable String number) {
        return new ShownCase(
                approvals.read(account, number), approvals.story(account, number), documents.list(account, number));
    }

    @Operation(
            summary = "Record a signed instrument or amendment; its parties are asked for their approval",
            description = "Only a legal officer of a party. Each party's legal officer then answers the task"
                    + " `userTask_recordApproval`; the first day in force follows from the clause. For a party without"
                    + " officers here the opener's side answers `userTask_recordAnswerOnBehalf`, with the party's writing,"
                    + " and a second officer `userTask_confirmAnswer`.")
    @PostMapping("/instrument-cases")
    ResponseEntity<InstrumentCase> record(Account account, @RequestBody InstrumentContent content) {
        var recorded = approvals.record(account, content);
        return ResponseEntity.created(URI.create("/api/instrument-cases/" + recorded.number()))
                .body(recorded);
    }

    @Operation(summary = "Discard a case whose parties have not all answered")
    @PostMapping("/instrument-cases/{number}/discarding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Account account, @PathVariable String number) {
        approvals.discard(account, number);
    }

    @Operation(summary = "Tell the terms of an instrument and what happened to it")
    @GetMapping("/instruments/{code}/history")
    ShownHistory history(Account account, @PathVariable String code) {
        var instrument = instruments.get(code);
        var running = watch.find(code).orElse(null);
        return new ShownHistory(
                code,
                texts.say(instrument.title(), account.language()),
                running,
                running == null ? List.of() : watch.answers(running.number()),
                approvals.history(account, code));
    }

    @Operation(summary = "Read the history of an instrument as PDF")
    @GetMapping(path = "/instruments/{code}/paper", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> paper(Account account, @PathVariable String code) {
        var paper = history.paper(account, code);
        return ResponseEntity.ok()
                .eTag("\"" + paper.sha256() + "\"")
                .header(
                        "Content-Disposition",
                        "inline; filename=\"" + instruments.get(code).code() + ".pdf\"")
                .body(paper.content());
    }
}
