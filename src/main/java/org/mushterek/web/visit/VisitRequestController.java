package org.mushterek.web.visit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.common.ToldFinding;
import org.mushterek.security.Account;
import org.mushterek.task.OfficerTasks;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostSide;
import org.mushterek.visit.Recalls;
import org.mushterek.visit.RequestAmendments;
import org.mushterek.visit.RequestCopies;
import org.mushterek.visit.RequestState;
import org.mushterek.visit.SendingSide;
import org.mushterek.visit.ShownDocument;
import org.mushterek.visit.Submission;
import org.mushterek.visit.Submissions;
import org.mushterek.visit.ToldComparison;
import org.mushterek.visit.ToldJudgement;
import org.mushterek.visit.VisitAttachments;
import org.mushterek.visit.VisitContent;
import org.mushterek.visit.VisitDossier;
import org.mushterek.visit.VisitIdentities;
import org.mushterek.visit.VisitIdentities.Identities;
import org.mushterek.visit.VisitJudgement;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequest;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.visit.VisitTasks;
import org.mushterek.visit.roster.RosterReader;
import org.mushterek.visit.roster.RosterReading;
import org.mushterek.visit.roster.RosterTemplate;
import org.mushterek.web.VersionHeader;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sending side's requests. A change carries the version that was read, as ETag in {@code If-Match}. */
@RestController
@WithinProcess(VisitRequestProcess.ID)
@RequestMapping("/api")
@Tag(name = "Visit requests")
class VisitRequestController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Recalls recalls;
    private final SendingSide sendingSide;
    private final HostSide hostSide;
    private final VisitIdentities identities;
    private final RequestCopies copies;
    private final RequestAmendments amendments;
    private final Submissions submissions;
    private final VisitAttachments attachments;
    private final VisitTasks shown;
    private final OfficerTasks tasks;
    private final Texts texts;
    private final Clock clock;
    private final RosterReader rosters = new RosterReader();

    VisitRequestController(
            Recalls recalls,
            SendingSide sendingSide,
            HostSide hostSide,
            VisitIdentities identities,
            RequestCopies copies,
            RequestAmendments amendments,
            Submissions submissions,
            VisitAttachments attachments,
            VisitTasks shown,
            OfficerTasks tasks,
            Texts texts,
            Clock clock) {
        this.recalls = recalls;
        this.sendingSide = sendingSide;
        this.hostSide = hostSide;
        this.identities = identities;
        this.copies = copies;
        this.amendments = amendments;
        this.submissions = submissions;
        this.attachments = attachments;
        this.shown = shown;
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * A request in short; its dossier tells the rest.
     *
     * @param version for {@code If-Match}, as the {@code ETag} of the same answer
     * @param hostState code of the side that is to be visited
     * @param persons how many are on its roll
     */
    record InShort(String number, int revision, RequestState state, int version, String hostState, int persons) {

        static InShort of(VisitRequest request) {
            return new InShort(
                    request.number(),
                    request.revision(),
                    request.state(),
                    request.version(),
                    request.document().hostState(),
                    request.document().visitors().size());
        }
    }

    @Operation(summary = "Open an empty request and start its process")
    @PostMapping("/visit-requests")
    ResponseEntity<InShort> open(Account account) {
        var number = tasks.open(account, VisitRequestProcess.ID).caseNumber();
        var request = sendingSide.read(account, number);
        return ResponseEntity.created(URI.create("/api/visit-requests/" + number))
                .eTag(VersionHeader.eTag(request.version()))
                .body(InShort.of(request));
    }

    /**
     * A request that began as an earlier one.
     *
     * @param earlier number of the request that was copied
     * @param from first day of the visit; null where the earlier request had none
     * @param to last day
     * @param movedByDays by how many days its first day is moved; null where the earlier request had none
     * @param emptied places that must be filled anew
     * @param findings what does not hold on the new days
     */
    record Copied(
            @JsonUnwrapped InShort request,
            String earlier,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer movedByDays,
            Set<String> emptied,
            List<ToldFinding> findings) {}

    /** Nothing of it is submitted: the new request waits for its planner as every other does. */
    @Operation(
            summary = "Open a request that begins as an earlier one of the own side",
            description =
                    "What people wrote and the roll are copied from a request in any state but PREPARATION, on new"
                            + " days: at the same distance from the exercise's first day, entry and exit on days on which"
                            + " both sides work. `emptied` names the places that must be filled anew, `findings` what does"
                            + " not hold on the new days.")
    @PostMapping("/visit-requests/{number}/copies")
    @Transactional
    ResponseEntity<Copied> copy(
            Account account, @PathVariable String number, @RequestBody RequestCopies.Wanted wanted) {
        copies.check(account, number, wanted);
        var opened = tasks.open(account, VisitRequestProcess.ID).caseNumber();
        var copy = copies.fill(account, opened, number, wanted);
        var body = new Copied(
                InShort.of(copy.request()),
                copy.earlier(),
                copy.request().document().from(),
                copy.request().document().to(),
                copy.movedByDays(),
                copy.emptied(),
                copy.findings().stream()
                        .map(finding -> texts.say(finding, account.language()))
                        .toList());
        return ResponseEntity.created(URI.create("/api/visit-requests/" + opened))
                .eTag(VersionHeader.eTag(copy.request().version()))
                .body(body);
    }

    /** @param amends number of the request whose permit it would change */
    record OpenedAmendment(@JsonUnwrapped InShort request, String amends) {}

    @Operation(
            summary = "Open an amendment of a permitted visit",
            description =
                    "For the sending side's planners, while the permit is out and enough working days of the host are left"
                            + " to the visit (VIS-11 to VIS-15). The new request begins as what the permit lets in; the host decides"
                            + " only what it changes, and its permit takes the place of the earlier one.")
    @PostMapping("/visit-requests/{number}/amendments")
    @Transactional
    ResponseEntity<OpenedAmendment> amend(Account account, @PathVariable String number) {
        amendments.check(account, number);
        var opened = tasks.open(account, VisitRequestProcess.ID).caseNumber();
        var amendment = amendments.fill(account, opened, number);
        return ResponseEntity.created(URI.create("/api/visit-requests/" + opened))
                .eTag(VersionHeader.eTag(amendment.version()))
                .body(new OpenedAmendment(InShort.of(amendment), number));
    }

    @Operation(summary = "Read a request of the account's side as a dossier")
    @GetMapping("/visit-requests/{number}")
    VisitDossier.OfSender read(Account account, @PathVariable String number, HttpServletResponse response) {
        // Written by hand: a dossier tells of more than its version counts (desks, questions), so it is never
        // "unmodified".
        response.setHeader(
                HttpHeaders.ETAG,
                VersionHeader.eTag(sendingSide.read(account, number).version()));
        return shown.ofSender(account, number, null);
    }

    @Operation(summary = "List what the rules said of a request at each point of its way")
    @GetMapping("/visit-requests/{number}/verdicts")
    List<VisitJudgement.KeptVerdict> verdicts(Account account, @PathVariable String number) {
        return sendingSide.verdicts(account, number);
    }

    @Operation(summary = "Write the content of a request in preparation or correction")
    @PutMapping("/visit-requests/{number}")
    ResponseEntity<InShort> write(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody VisitContent content) {
        return answer(HttpStatus.OK, sendingSide.write(account, number, VersionHeader.version(ifMatch), content));
    }

    /**
     * A request whose roll was changed.
     *
     * @param notes what was of somebody who is gone, and what was read otherwise than it was written
     */
    record Enrolled(@JsonUnwrapped InShort request, List<String> notes) {}

    /** Replaces the nominal roll by a workbook, CSV or JSON file, all or nothing; a workbook may list the arms, too. */
    @Operation(
            summary = "Replace the nominal roll, all or nothing",
            description =
                    "Who carries a weapon, travels by a movement, is the senior person or the deputy keeps that on"
                            + " whichever line the person stands now; `notes` name what was of somebody who is gone.")
    @PutMapping(
            path = "/visit-requests/{number}/roster",
            consumes = {"text/csv", "text/plain", MediaType.APPLICATION_JSON_VALUE, WORKBOOK})
    ResponseEntity<Enrolled> enroll(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody byte[] file) {
        var sound = sound(account, file);
        return enrolled(
                account,
                sendingSide.enroll(account, number, VersionHeader.version(ifMatch), sound.visitors(), sound.arms()),
                sound.notes());
    }

    /** Adds the persons of a workbook, CSV or JSON file to the roll, all or nothing; arms that it lists are not read. */
    @Operation(
            summary = "Add persons to the nominal roll, all or nothing",
            description =
                    "Who is on the roll with the same travel document is brought up to date on the same line; everybody"
                            + " else keeps theirs.")
    @PostMapping(
            path = "/visit-requests/{number}/roster/persons",
            consumes = {"text/csv", "text/plain", MediaType.APPLICATION_JSON_VALUE, WORKBOOK})
    ResponseEntity<Enrolled> addToRoll(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody byte[] file) {
        var sound = sound(account, file);
        return enrolled(
                account,
                sendingSide.addToRoll(account, number, VersionHeader.version(ifMatch), sound.visitors()),
                sound.notes());
    }

    /** @param lines on which they stand */
    @Operation(summary = "Take persons off the nominal roll; those after them move up")
    @DeleteMapping("/visit-requests/{number}/roster/persons")
    ResponseEntity<Enrolled> takeOffRoll(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam Set<Integer> lines) {
        return enrolled(
                account, sendingSide.takeOffRoll(account, number, VersionHeader.version(ifMatch), lines), List.of());
    }

    private RosterReading.Sound sound(Account account, byte[] file) {
        var reading = rosters.read(
                file, LocalDate.ofInstant(clock.instant(), account.side().zone()));
        if (reading instanceof RosterReading.Faulty faulty) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("visit.rosterFaulty").with("total", faulty.total()),
                    faulty.findings());
        }
        return (RosterReading.Sound) reading;
    }

    private ResponseEntity<Enrolled> enrolled(Account account, SendingSide.Enrolled enrolled, List<Message> notes) {
        var request = enrolled.request();
        var body = new Enrolled(
                InShort.of(request),
                Stream.concat(enrolled.vacated().stream(), notes.stream())
                        .map(note -> texts.say(note, account.language()))
                        .toList());
        return ResponseEntity.ok().eTag(VersionHeader.eTag(request.version())).body(body);
    }

    @Operation(summary = "Judge a request as if it were submitted now")
    @PostMapping("/visit-requests/{number}/judgement")
    ToldJudgement judge(Account account, @PathVariable String number) {
        return shown.judged(account, number);
    }

    /**
     * Judges by the parameters of another day, without keeping anything; each finding tells how it differs from what the
     * case's own day says.
     *
     * @param parametersOf the day whose parameters are used; none for the case's own
     */
    @Operation(
            summary = "Judge a case by the rule parameters of another day, without keeping anything",
            description =
                    "Each finding tells its change against the case's own day (NEW, CHANGED or SAME); what only the own"
                            + " day finds is told as gone.")
    @GetMapping("/visit-requests/{number}/judgement")
    ToldComparison judgeBy(
            Account account,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable LocalDate parametersOf) {
        return shown.compared(sendingSide.judgeBy(account, number, parametersOf), account.language());
    }

    @Operation(summary = "Withdraw a request from wherever it stands")
    @PostMapping("/visit-requests/{number}/withdrawal")
    ResponseEntity<InShort> withdraw(
            Account account,
            @PathVariable String number,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(HttpStatus.OK, sendingSide.withdraw(account, number, VersionHeader.version(ifMatch)));
    }

    /** @param lines of whom the permit lets in */
    public record RecallOrder(@Nullable List<@Nullable Integer> lines) {}

    @Operation(
            summary = "Recall persons from a permitted visit",
            description = "For the sending side's planners and authority, once the permit is handed over. The permit is"
                    + " replaced at once by one without them, or revoked where nobody is left.")
    @PostMapping("/visit-requests/{number}/recalls")
    Recalls.Standing recall(Account account, @PathVariable String number, @RequestBody RecallOrder order) {
        return recalls.order(account, number, order.lines());
    }

    @Operation(
            summary = "Read by what the persons of a request are identified",
            description =
                    "For the sending side's planners, security, authority, registry and border; each reading is on"
                            + " record.")
    @GetMapping("/visit-requests/{number}/identities")
    Identities identities(Account account, @PathVariable String number) {
        return identities.ofRequest(account, number);
    }

    /**
     * A revision as it was handed to the host.
     *
     * @param receiptDay the working day of the host on which the delivery counts
     * @param sha256 of the document's canonical JSON, word for word
     * @param files those that the document lists
     */
    record HandedRevision(
            String number,
            int revision,
            Instant deliveredAt,
            LocalDate receiptDay,
            String sha256,
            ShownDocument document,
            List<VisitAttachments.ListedThen> files) {}

    /**
     * A revision as it was handed to the host, for both sides: word for word for those who may read identities, else with
     * what identifies its persons masked, so that the hash is not that of what is shown.
     */
    @Operation(summary = "Read a revision as it was handed to the host")
    @GetMapping("/visit-requests/{number}/revisions/{revision}")
    @WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
    HandedRevision revision(Account account, @PathVariable String number, @PathVariable int revision) {
        var handedOver = hostSide.revision(account, number, revision);
        return new HandedRevision(
                number,
                revision,
                handedOver.deliveredAt(),
                handedOver.receiptDay(),
                handedOver.sha256(),
                identities.handedOver(account, handedOver),
                attachments.listedIn(account, handedOver.document()));
    }

    /**
     * One submission of a request.
     *
     * @param no counts the submissions of the request, from 1
     * @param revision which it was meant to become
     * @param onBehalfOf the absent officer in whose stead it was submitted; null where that was nobody
     * @param sha256 of the document's canonical JSON, word for word
     */
    record SubmissionInShort(
            String number,
            int no,
            int revision,
            Instant submittedAt,
            String submittedBy,
            @Nullable String onBehalfOf,
            String sha256) {

        static SubmissionInShort of(Submission submission) {
            return new SubmissionInShort(
                    submission.document().number(),
                    submission.no(),
                    submission.revision(),
                    submission.submittedAt(),
                    submission.submittedBy(),
                    submission.submittedFor(),
                    submission.sha256());
        }
    }

    /** @param files those that the document lists */
    record ReadSubmission(
            @JsonUnwrapped SubmissionInShort submission,
            ShownDocument document,
            List<VisitAttachments.ListedThen> files) {}

    @Operation(summary = "List the submissions of a request, in their order")
    @GetMapping("/visit-requests/{number}/submissions")
    List<SubmissionInShort> submissions(Account account, @PathVariable String number) {
        return submissions.list(account, number).stream()
                .map(SubmissionInShort::of)
                .toList();
    }

    /**
     * A request as it was submitted, for its sending side: word for word for those who may read identities, else with what
     * identifies its persons masked, so that the hash is not that of what is shown.
     */
    @Operation(
            summary = "Read a request exactly as it was submitted",
            description =
                    "Whatever became of it: a request that was sent back, returned or refused stays readable as it"
                            + " was, and so do the files that it lists, whatever was removed from the request since.")
    @GetMapping("/visit-requests/{number}/submissions/{no}")
    ReadSubmission submission(Account account, @PathVariable String number, @PathVariable int no) {
        var submission = submissions.read(account, number, no);
        return new ReadSubmission(
                SubmissionInShort.of(submission),
                identities.submitted(account, submission),
                attachments.listedIn(account, submission.document()));
    }

    @Operation(summary = "Read an empty nominal roll as a workbook")
    @GetMapping(path = "/roster-template.xlsx", produces = WORKBOOK)
    ResponseEntity<byte[]> workbookTemplate() {
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"nominal-roll.xlsx\"")
                .body(RosterTemplate.xlsx(texts));
    }

    @Operation(summary = "Read an empty nominal roll as CSV")
    @GetMapping(path = "/roster-template", produces = "text/csv")
    ResponseEntity<byte[]> template() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"nominal-roll.csv\"")
                .body(RosterTemplate.csv());
    }

    private static ResponseEntity<InShort> answer(HttpStatus status, VisitRequest request) {
        return ResponseEntity.status(status)
                .eTag(VersionHeader.eTag(request.version()))
                .body(InShort.of(request));
    }
}
